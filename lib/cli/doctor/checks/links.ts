import type { Facts } from '../facts/facts';
import { fixedPort } from '../../cluster/workload';
import { podTitles, settledPods, whyUnasked, type SeenPod } from '../facts/pods';
import { beamContainer, kubectl, workloadPath } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';
import { answeringPods, baseOf } from './nodes';

/** Whether each pod reaches each other, and is connected to it. */
export const links: Subject = {
  name: 'links',
  looksAt: 'every pod reaches the ports of every other pod, and all nodes are connected',
  cannotSay: (facts) => {
    if (settledPods(facts).length < Math.min(2, facts.pods.length)) return 'fewer than two pods answered';
    return pairsApart(facts).length > 0
      ? 'some nodes are not connected; another finding explains why'
      : whyUnasked(facts);
  },
  find: (facts) => [...unreachable(facts), ...unconnected(facts)],
};

function unreachable(facts: Facts): readonly Finding[] {
  const { epmd, distribution } = facts.workload.ports;
  const pods = settledPods(facts);
  const container = beamContainer(facts);
  // Without a fixed port, a node listens elsewhere, and a refusal at the usual port says nothing.
  const isFixed = container !== undefined && fixedPort(container) !== undefined;
  const ways = pods.flatMap((from) =>
    from.view.peers.flatMap((peer) => {
      const to = pods.find(({ ip }) => ip === peer.address);
      const tries = [
        { port: epmd, result: peer.epmd },
        ...(isFixed ? [{ port: distribution, result: peer.distribution }] : []),
      ];
      return to === undefined ? [] : tries.filter(({ result }) => result !== 'ok').map((way) => ({ ...way, from, to }));
    }),
  );
  if (ways.length === 0) return [];
  const isRefused = ways.every(({ result }) => result === 'econnrefused');
  const details = {
    what: isRefused ? 'Nothing listens on a distribution port.' : 'Pods cannot reach the distribution ports.',
    where: podTitles([...new Set(ways.map(({ to }) => to))]),
    evidence: ways.map(({ from, to, port, result }) => `${from.name} to ${to.name} on ${port}: ${result}`),
    fix: isRefused
      ? { command: kubectl(facts)`delete pod ${ways[0]?.to.name ?? ''}` }
      : {
          advice:
            'Open the ports between the pods. Check firewalls, policies of the network plugin and the service mesh.',
        },
  };
  return [finding('port-unreachable', details)];
}

/** The nodes that should be linked. */
function linkedPods(facts: Facts): readonly SeenPod[] {
  // A node that drains has said goodbye.
  return answeringPods(facts).filter(({ view }) => {
    return view.node !== 'nonode@nohost' && view.runtime?.isDraining !== true;
  });
}

function pairsApart(facts: Facts): readonly (readonly [SeenPod, SeenPod])[] {
  const pods = linkedPods(facts);
  const pairs = pods.flatMap((from, index) => pods.slice(index + 1).map((to) => [from, to] as const));
  return pairs.filter(([from, to]) => !isConnected(from, to));
}

function unconnected(facts: Facts): readonly Finding[] {
  const apart = pairsApart(facts).filter(([from, to]) => !isExplained(from, to));
  if (apart.length === 0) return [];
  const groups = componentsOf(linkedPods(facts));
  const details = {
    what:
      groups.length > 1
        ? `The cluster is split into ${groups.length} parts.`
        : 'Nodes that reach each other are not connected.',
    where: podTitles([...new Set(apart.flat())]),
    evidence: apart.map(([from, to]) => `${from.name} and ${to.name}: ${causeOf(from, to)}`),
    fix: {
      command: kubectl(facts)`rollout restart ${workloadPath(facts)}`,
      advice: 'See the logs of the nodes first.',
    },
  };
  return [finding('not-connected', details)];
}

function isConnected(a: SeenPod, b: SeenPod): boolean {
  return a.view.connected.includes(b.view.node) || b.view.connected.includes(a.view.node);
}

/** Whether another finding says already why two nodes are apart. */
function isExplained(a: SeenPod, b: SeenPod): boolean {
  const isShut = (from: SeenPod, to: SeenPod) =>
    from.view.peers.some((peer) => peer.address === to.ip && (peer.epmd !== 'ok' || peer.distribution !== 'ok'));
  const isBlind = ({ view }: SeenPod, { ip }: SeenPod) => view.dns !== undefined && !view.dns.addresses.includes(ip);
  return (
    a.view.cookie.fingerprint !== b.view.cookie.fingerprint ||
    baseOf(a.view.node) !== baseOf(b.view.node) ||
    (isShut(a, b) && isShut(b, a)) ||
    (isBlind(a, b) && isBlind(b, a))
  );
}

function causeOf(a: SeenPod, b: SeenPod): string {
  const idle = [a, b].find(({ view }) => view.runtime !== undefined && view.runtime.mode !== 'production');
  if (idle !== undefined)
    return `${idle.name} is in mode ${idle.view.runtime?.mode ?? ''}, which does not look for peers`;
  const missed = (from: SeenPod, to: SeenPod) => from.view.runtime?.missing.find(({ node }) => node === to.view.node);
  const cause = missed(a, b) ?? missed(b, a);
  return cause === undefined ? 'not connected' : `${cause.cause} for ${cause.seconds} s`;
}

/** The groups of nodes that are connected among themselves. */
function componentsOf(pods: readonly SeenPod[]): readonly (readonly SeenPod[])[] {
  const left = new Set(pods);
  const groups: SeenPod[][] = [];
  for (const start of pods) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (const member of group) {
      for (const other of left) {
        if (!isConnected(member, other)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}
