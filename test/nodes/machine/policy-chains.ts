import type { Labels, LabelSelector, Peer, PolicyPort, Selector } from '../../../lib/model/kubernetes';

/** Somebody on the network, as the rules see it. */
export interface Host {
  readonly labels: Labels;
  readonly addresses: readonly string[];
}

/** The part of a NetworkPolicy that can be enforced here: peers by their labels, and single ports. */
export interface Policy {
  readonly spec: {
    readonly podSelector: LabelSelector;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly PolicyPort[] }[];
    readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly PolicyPort[] }[];
  };
}

interface Rule {
  readonly peers: readonly Peer[] | undefined;
  readonly ports: readonly PolicyPort[] | undefined;
}

/**
 * The chains `ingress` and `egress` of nftables. As in Kubernetes, a pod that a policy selects is isolated in its directions but for
 * what any policy allows. What is allowed in returns, because the other end has a say as well.
 */
export function printPolicyChains(policies: readonly Policy[], hosts: readonly Host[]): readonly string[] {
  const ingress = policies
    .filter(({ spec }) => spec.policyTypes.includes('Ingress'))
    .map(({ spec }) => ({
      selected: select(hosts, spec.podSelector),
      rules: (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports })),
    }));
  const egress = policies
    .filter(({ spec }) => spec.policyTypes.includes('Egress'))
    .map(({ spec }) => ({
      selected: select(hosts, spec.podSelector),
      rules: (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports })),
    }));
  return [
    ...printChain('ingress', { own: 'daddr', other: 'saddr' }, ingress, hosts),
    ...printChain('egress', { own: 'saddr', other: 'daddr' }, egress, hosts),
  ];
}

type Side = 'saddr' | 'daddr';
type Ends = Readonly<Record<'own' | 'other', Side>>;

interface Isolation {
  readonly selected: readonly string[];
  readonly rules: readonly Rule[];
}

function printChain(
  name: string,
  ends: Ends,
  isolations: readonly Isolation[],
  hosts: readonly Host[],
): readonly string[] {
  const allowed = isolations.flatMap(({ selected, rules }) =>
    families(selected).flatMap((own) => rules.flatMap((rule) => printAllowed(own, ends, rule, hosts))),
  );
  const isolated = families([...new Set(isolations.flatMap(({ selected }) => selected))]);
  return [
    `chain ${name} {`,
    ...allowed.map((rule) => `${rule} return`),
    ...isolated.map((addresses) => `${match(ends.own, addresses)} drop`),
    '}',
  ];
}

function printAllowed(
  own: readonly string[],
  ends: Ends,
  { peers, ports }: Rule,
  hosts: readonly Host[],
): readonly string[] {
  const others =
    peers === undefined
      ? ['']
      : families(peers.flatMap((peer) => selectPeers(hosts, peer)))
          .filter((list) => isSix(list) === isSix(own))
          .map((list) => match(ends.other, list));
  const services = ports?.map(({ port, protocol }) => `${protocol.toLowerCase()} dport ${port}`) ?? [''];
  return others.flatMap((other) =>
    services.map((service) => [match(ends.own, own), other, service].filter((part) => part !== '').join(' ')),
  );
}

// The bed has one namespace, and reads labels.
function selectPeers(hosts: readonly Host[], { podSelector = {}, namespaceSelector }: Peer): readonly string[] {
  if (namespaceSelector === undefined && podSelector.matchExpressions === undefined) return select(hosts, podSelector);
  throw new Error('The bed knows a peer of a policy only by labels of its pods.');
}

function select(hosts: readonly Host[], { matchLabels = {} }: Selector): readonly string[] {
  return hosts
    .filter(({ labels }) => Object.entries(matchLabels).every(([label, value]) => labels[label] === value))
    .flatMap(({ addresses }) => addresses);
}

function families(addresses: readonly string[]): readonly (readonly string[])[] {
  return [addresses.filter((address) => !isSix([address])), addresses.filter((address) => isSix([address]))].filter(
    (list) => list.length > 0,
  );
}

function isSix([address = '']: readonly string[]): boolean {
  return address.includes(':');
}

/** The condition that an address is among some of one family. */
export function match(side: Side, addresses: readonly string[]): string {
  return `${isSix(addresses) ? 'ip6' : 'ip'} ${side} { ${addresses.join(', ')} }`;
}
