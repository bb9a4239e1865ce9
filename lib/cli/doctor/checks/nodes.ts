import { fixedPortParameter } from '../../../model/features/ports';
import { fixedPort } from '../../cluster/workload';
import type { Facts } from '../facts/facts';
import type { PeerView } from '../facts/inside';
import { groupBy, hasRunFor, isBooting, podTitles, settledPods, whyUnasked, type SeenPod } from '../facts/pods';
import { beamContainer, kubectl } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether each pod runs a node with a name of its own at its own address. */
export const nodes: Subject = {
  name: 'nodes',
  looksAt: 'answer, have unique names with the addresses of their pods, are registered in epmd',
  cannotSay: whyUnasked,
  find: (facts) => [...silent(facts), ...names(facts), ...complaints(facts), ...registered(facts)],
};

/** A release that boots does not answer yet. */
const bootSeconds = 60;

function silent(facts: Facts): readonly Finding[] {
  const frozen = facts.pods.filter(
    (pod) => pod.inside?.kind === 'silent' && hasRunFor(facts, pod, bootSeconds) && !isBooting(facts, pod),
  );
  const refused = settledPods(facts).filter((pod) => isRefused(pod) && hasRunFor(facts, pod, bootSeconds));
  const [first] = [...frozen, ...refused];
  if (first === undefined) return [];
  const details = {
    what: 'The node does not answer, although its container runs.',
    where: podTitles([...frozen, ...refused]),
    evidence: [
      ...frozen.map(({ name }) => `${name}: no answer in time`),
      ...refused.map(({ name, view }) => `${name}: ${view.refusal ?? ''}`),
    ],
    fix: { command: kubectl(facts)`logs ${first.name} -c ${facts.workload.container} --tail=50` },
  };
  return [finding('node-silent', details)];
}

/** A port that is taken keeps the second VM from starting; of the first one it says nothing. */
function isRefused({ view }: SeenPod): boolean {
  return view.refusal !== undefined && !view.refusal.includes('eaddrinuse');
}

/** The pods whose running node answered. */
export function answeringPods(facts: Facts): readonly SeenPod[] {
  return settledPods(facts).filter(({ view }) => view.refusal === undefined);
}

function names(facts: Facts): readonly Finding[] {
  const pods = answeringPods(facts);
  const alone = pods.filter(({ view }) => view.node === 'nonode@nohost');
  const fix = {
    property: 'release',
    advice: 'Set RELEASE_NODE=<release>@$(POD_IP) and RELEASE_DISTRIBUTION=name, and check env.sh of the image.',
  };
  const tell = (group: readonly SeenPod[]) => ({
    where: podTitles(group),
    evidence: group.map(({ name, ip, view }) => `${name} at ${ip} is ${view.node}`),
    fix,
  });
  const found: Finding[] = [];
  if (alone.length > 0) {
    found.push(
      finding('node-not-distributed', {
        what: 'The node has no name, so it cannot connect to other nodes.',
        ...tell(alone),
      }),
    );
  }
  const named = pods.filter((pod) => !alone.includes(pod));
  const doubled = [...groupBy(named, ({ view }) => view.node).values()].filter(({ length }) => length > 1);
  for (const group of doubled) {
    found.push(finding('node-names-equal', { what: 'Two nodes have the same name.', ...tell(group) }));
  }
  const misnamed = named.filter((pod) => !doubled.some((group) => group.includes(pod)) && !isAtItsAddress(pod));
  if (misnamed.length > 0) {
    const what = 'The node name does not contain the address of its pod, so other nodes cannot find it.';
    found.push(finding('node-name-wrong', { what, ...tell(misnamed) }));
  }
  const releases = groupBy(named, ({ view }) => baseOf(view.node));
  if (releases.size > 1) {
    const what = 'The nodes have different names before the @, so they do not find each other.';
    found.push(finding('release-names-differ', { what, ...tell(named) }));
  }
  return found;
}

/** A full domain name, as in a hand-written StatefulSet, is accepted. */
function isAtItsAddress({ ip, view }: SeenPod): boolean {
  const host = view.node.split('@')[1] ?? '';
  return host === ip || (/[a-z]/i.test(host) && host.includes('.'));
}

export function baseOf(node: string): string {
  return node.split('@')[0] ?? '';
}

/** What the runtime itself says of its environment, for what no other check knows. */
function complaints(facts: Facts): readonly Finding[] {
  const complaining = answeringPods(facts).filter(({ view }) => (view.runtime?.problems ?? []).length > 0);
  if (complaining.length === 0) return [];
  const details = {
    what: 'The runtime in the pod reports a configuration problem.',
    where: podTitles(complaining),
    evidence: [...new Set(complaining.flatMap(({ view }) => view.runtime?.problems ?? []))],
    fix: { advice: 'Follow the message.' },
  };
  return [finding('runtime-problem', details)];
}

function registered(facts: Facts): readonly Finding[] {
  const found: Finding[] = [];
  const own = (pod: SeenPod) => pod.view.peers.find(({ address }) => address === pod.ip);
  const registration = (pod: SeenPod) => own(pod)?.names?.find(({ name }) => name === baseOf(pod.view.node));
  const pods = answeringPods(facts).filter(({ view }) => view.node !== 'nonode@nohost');
  const unknown = pods.filter((pod) => own(pod)?.names !== undefined && registration(pod) === undefined);
  if (unknown.length > 0) {
    const details = {
      what: 'The node is not registered in epmd, so new nodes cannot connect to it.',
      where: podTitles(unknown),
      evidence: unknown.map((pod) => `${pod.name}: epmd knows ${namesAt(own(pod))}`),
      fix: { command: kubectl(facts)`delete pod ${unknown[0]?.name ?? ''}` },
    };
    found.push(finding('epmd-lacks-node', details));
  }
  const wanted = facts.workload.ports.distribution;
  const elsewhere = pods.filter((pod) => (registration(pod)?.port ?? wanted) !== wanted);
  const container = beamContainer(facts);
  if (elsewhere.length > 0 && container !== undefined && fixedPort(container) !== undefined) {
    const details = {
      what: 'The node listens on another port than its manifest says, so a policy may block it.',
      where: podTitles(elsewhere),
      evidence: elsewhere.map((pod) => `${pod.name}: ${registration(pod)?.port ?? ''} instead of ${wanted}`),
      fix: { property: 'ports.distribution', advice: `Remove ${fixedPortParameter} from vm.args of the image.` },
    };
    found.push(finding('distribution-port-differs', details));
  }
  return found;
}

function namesAt(peer: PeerView | undefined): string {
  const known = peer?.names ?? [];
  return known.length === 0 ? 'no node' : known.map(({ name }) => name).join(', ');
}
