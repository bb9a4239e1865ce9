import type { Link, Member, NodeView } from './cluster-status';

/** Every pair of members that have a node and stay, as both ends see it: a link that one end has is up. */
export function readLinks(members: readonly Member[]): Link[] {
  return pairs(members.length).flatMap(([from, to]) => {
    const [a, b] = [members[from], members[to]];
    return a === undefined || b === undefined || !isCounted(a) || !isCounted(b) ? [] : [readLink(a, b, from, to)];
  });
}

/** Whether a member should have links: one that waits for its machine has no node yet. */
export function isCounted({ state }: Member): boolean {
  return state !== 'waiting' && state !== 'ended';
}

function readLink(a: Member, b: Member, from: number, to: number): Link {
  const ends = [
    { view: a.view, peer: b },
    { view: b.view, peer: a },
  ];
  const isUp = ends.some(({ view, peer }) => view?.connected.some((node) => isNodeOf(peer, node)) === true);
  if (isUp) {
    const roundTripMs = ends.flatMap(({ view, peer }) => roundTripsTo(peer, view))[0];
    return { from, to, state: 'up', ...(roundTripMs === undefined ? {} : { roundTripMs }) };
  }
  if (a.view === undefined && b.view === undefined) return { from, to, state: 'unknown' };
  const cause = ends.flatMap(
    ({ view, peer }) => view?.missing.find(({ node }) => isNodeOf(peer, node))?.cause ?? [],
  )[0];
  return { from, to, state: 'down', ...(cause === undefined ? {} : { cause }) };
}

function roundTripsTo(peer: Member, view: NodeView | undefined): number[] {
  return Object.entries(view?.roundTrips ?? {}).flatMap(([node, ms]) => (isNodeOf(peer, node) ? [ms] : []));
}

/** Whether a node of that name is the member's: its own word, or the pod's address or name behind the `@`. */
export function isNodeOf({ view, address, pod }: Member, node: string): boolean {
  const host = node.slice(node.indexOf('@') + 1);
  return node === view?.node || host === address || host === pod || host.startsWith(`${pod}.`);
}

/** The members in groups that are linked with each other, the largest first: more than one is a split cluster. */
export function groupsOf(members: readonly Member[], links: readonly Link[]): number[][] {
  const left = new Set(
    members.flatMap((member, index) => (isCounted(member) && member.view !== undefined ? [index] : [])),
  );
  const groups: number[][] = [];
  for (const start of left) {
    const group = [start];
    left.delete(start);
    for (const member of group) {
      const near = links
        .filter(({ state, from, to }) => state === 'up' && (from === member || to === member))
        .map(({ from, to }) => (from === member ? to : from))
        .filter((other) => left.has(other));
      for (const other of near) left.delete(other);
      group.push(...near);
    }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups.sort((a, b) => b.length - a.length);
}

function pairs(count: number): [number, number][] {
  return Array.from({ length: count }, (_, from) =>
    Array.from({ length: count - from - 1 }, (_, more): [number, number] => [from, from + more + 1]),
  ).flat();
}
