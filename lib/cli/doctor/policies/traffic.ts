import type { NetworkPolicy, PolicyPeer, PolicyPort } from '../../cluster/api/network-objects';
import type { Pod } from '../../cluster/api/workload-objects';
import type { Facts } from '../facts/facts';
import { labelsOf, selects } from '../facts/selectors';
import { isInBlock } from './address-block';

export type Direction = 'Ingress' | 'Egress';

/** One end of a connection that a policy is asked about. */
export interface Target {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  /** The other pod; undefined for one whose labels are not known, such as DNS in its own namespace. */
  readonly peer: Pod | undefined;
}

interface Rule {
  readonly peers: readonly PolicyPeer[] | undefined;
  readonly ports: readonly PolicyPort[] | undefined;
}

/** The policies that keep a pod from a target, because they all select the pod and none of them lets it through. */
export function blockingPolicies(
  facts: Facts,
  policies: readonly NetworkPolicy[],
  pod: Pod,
  direction: Direction,
  target: Target,
): readonly NetworkPolicy[] {
  const applying = policies.filter((policy) => applies(policy, pod, direction));
  const isAllowed = applying.some((policy) => rulesOf(policy, direction).some((rule) => lets(facts, rule, target)));
  return isAllowed ? [] : applying;
}

function applies({ spec }: NetworkPolicy, pod: Pod, direction: Direction): boolean {
  if (spec === undefined || !selects(spec.podSelector, labelsOf(pod))) return false;
  const types = spec.policyTypes ?? ['Ingress', ...(spec.egress === undefined ? [] : ['Egress'])];
  return types.includes(direction);
}

function rulesOf({ spec }: NetworkPolicy, direction: Direction): readonly Rule[] {
  return direction === 'Ingress'
    ? (spec?.ingress ?? []).map(({ from: peers, ports }) => ({ peers, ports }))
    : (spec?.egress ?? []).map(({ to: peers, ports }) => ({ peers, ports }));
}

function lets(facts: Facts, { peers = [], ports = [] }: Rule, target: Target): boolean {
  const isPort = ports.length === 0 || ports.some((port) => fitsPort(port, target));
  return isPort && (peers.length === 0 || peers.some((peer) => fitsPeer(facts, peer, target)));
}

function fitsPort({ port, endPort, protocol = 'TCP' }: PolicyPort, target: Target): boolean {
  if (protocol !== target.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'string' && !/^\d+$/.test(port)) return portsNamed(target.peer, port).includes(target.port);
  return target.port >= Number(port) && target.port <= (endPort ?? Number(port));
}

function portsNamed(pod: Pod | undefined, wanted: string): readonly number[] {
  const ports = pod?.spec?.containers.flatMap(({ ports: declared = [] }) => declared) ?? [];
  return ports.filter(({ name }) => name === wanted).map(({ containerPort }) => containerPort);
}

function fitsPeer(facts: Facts, { podSelector, namespaceSelector, ipBlock }: PolicyPeer, { peer }: Target): boolean {
  // DNS runs in another namespace, at labels and an address that are not known: it gets the benefit of the doubt.
  if (peer === undefined) return ipBlock !== undefined || namespaceSelector !== undefined;
  if (ipBlock !== undefined) return isInBlock(peer.status?.podIP ?? '', ipBlock);
  const { namespace } = facts.workload;
  const labels = facts.namespaceLabels.ok ? facts.namespaceLabels.value : { 'kubernetes.io/metadata.name': namespace };
  const isNamespace = namespaceSelector === undefined || selects(namespaceSelector, labels);
  return isNamespace && (podSelector === undefined || selects(podSelector, labelsOf(peer)));
}
