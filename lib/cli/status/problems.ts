import type { ClusterStatus, Member } from './cluster-status';
import { groupsOf, isCounted, isNodeOf } from './links';

type Seen = Pick<ClusterStatus, 'workload' | 'members' | 'links'>;

/** What is wrong with the cluster, the worst first. A pod that drains is on its way, and no problem. */
export function findProblems(seen: Seen): string[] {
  return [...split(seen), ...lostLinks(seen), ...fewReady(seen), ...dns(seen), ...configuration(seen)];
}

function split({ members, links }: Seen): string[] {
  const staying = groupsOf(members, links).filter((group) =>
    group.some((index) => members[index]?.state !== 'draining'),
  );
  if (staying.length < 2) return [];
  const groups = staying.map((group) => `{${group.map((index) => members[index]?.pod ?? '').join(', ')}}`);
  return [`the cluster is split into ${groups.length}: ${groups.join(' ')}`];
}

function lostLinks({ members, links }: Seen): string[] {
  return links.flatMap(({ from, to, state, cause }) => {
    const [a, b] = [members[from], members[to]];
    if (state !== 'down' || a?.state === 'draining' || b?.state === 'draining') return [];
    return [`${a?.pod ?? ''} and ${b?.pod ?? ''} are not connected${cause === undefined ? '' : ` (${cause})`}`];
  });
}

function fewReady({ workload, members }: Seen): string[] {
  const ready = members.filter(({ state }) => state === 'ready').length;
  if (ready >= workload.replicas) return [];
  const others = members.filter(({ state }) => state === 'not ready' || state === 'waiting').map(described);
  return [`${ready} of ${workload.replicas} pods are ready${others.length === 0 ? '' : `: ${others.join(', ')}`}`];
}

function described({ pod, state, reason, restarts }: Member): string {
  const times = restarts === 0 ? '' : `, ${restarts} restarts`;
  return `${pod} is ${state}${reason === undefined ? '' : ` (${reason}${times})`}`;
}

function dns({ members }: Seen): string[] {
  const staying = members.filter(
    (member) => isCounted(member) && member.state !== 'draining' && member.address !== undefined,
  );
  return staying.flatMap((member) => {
    const { view, pod } = member;
    if (view?.dnsError !== undefined) return [`${pod}: DNS answers ${view.dnsError}`];
    const discovered = view?.discovered;
    if (discovered === undefined) return [];
    const unlisted = staying.filter((other) => other !== member && !discovered.some((node) => isNodeOf(other, node)));
    return unlisted.length === 0 ? [] : [`${pod}: DNS does not list ${unlisted.map((other) => other.pod).join(', ')}`];
  });
}

function configuration({ members }: Seen): string[] {
  return members.flatMap(({ pod, view }) => (view?.problems ?? []).map((problem) => `${pod}: ${problem}`));
}
