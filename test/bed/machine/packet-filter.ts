import type { Labels, LabelSelector, NetworkPolicy, PolicyPort } from '../../../lib/model/kubernetes';

/** A host of the bed's network, as the rules see it. */
export interface Host {
  readonly labels: Labels;
  readonly addresses: readonly string[];
}

export interface Filter {
  readonly policies: readonly NetworkPolicy<string>[];
  readonly hosts: readonly Host[];
  /** Pairs of addresses that no packet passes between, in either direction. */
  readonly cuts: readonly (readonly [string, string])[];
  /** Ports that are shut for everybody, such as `tcp dport 53`. */
  readonly shut: readonly string[];
}

/** The nftables rules of the node, which every packet between two pods passes: faults first, then NetworkPolicies. */
export function printRules({ policies, hosts, cuts, shut }: Filter): string {
  const faults = [
    ...cuts.flatMap(([one, other]) => [
      `${match('saddr', [one])} ${match('daddr', [other])} drop`,
      `${match('saddr', [other])} ${match('daddr', [one])} drop`,
    ]),
    ...shut.map((port) => `${port} drop`),
  ];
  const jumps = policies.flatMap((policy, index) => {
    const selected = select(hosts, policy.spec.podSelector);
    return families(selected).flatMap((addresses) => [
      `${match('daddr', addresses)} jump ingress${index}`,
      `${match('saddr', addresses)} jump egress${index}`,
    ]);
  });
  const chains = policies.flatMap(({ spec }, index) => [
    ...chain(
      `ingress${index}`,
      spec.ingress.flatMap(({ from, ports }) => allow(hosts, 'saddr', from, ports)),
    ),
    ...chain(
      `egress${index}`,
      spec.egress.flatMap(({ to, ports }) => allow(hosts, 'daddr', to, ports)),
    ),
  ]);
  return [
    'table inet bed',
    'delete table inet bed',
    'table inet bed {',
    ...chains,
    'chain forward {',
    'type filter hook forward priority 0; policy accept;',
    ...faults,
    'ct state established,related accept',
    ...jumps,
    '}',
    '}',
    '',
  ].join('\n');
}

// What a policy lets in goes back to the rules, because the policy of the other end has a say as well.
function chain(name: string, rules: readonly string[]): readonly string[] {
  return [`chain ${name} {`, ...rules.map((rule) => `${rule} return`), 'drop', '}'];
}

function allow(
  hosts: readonly Host[],
  side: 'saddr' | 'daddr',
  peers: readonly { readonly podSelector: LabelSelector }[] | undefined,
  ports: readonly PolicyPort[] | undefined,
): readonly string[] {
  const sources =
    peers === undefined
      ? ['']
      : families(peers.flatMap(({ podSelector }) => select(hosts, podSelector))).map((list) => match(side, list));
  const services = ports?.map(({ port, protocol }) => `${protocol.toLowerCase()} dport ${port}`) ?? [''];
  return sources.flatMap((source) => services.map((service) => `${source} ${service}`.trim()));
}

function select(hosts: readonly Host[], { matchLabels }: LabelSelector): readonly string[] {
  return hosts
    .filter(({ labels }) => Object.entries(matchLabels).every(([label, value]) => labels[label] === value))
    .flatMap(({ addresses }) => addresses);
}

function families(addresses: readonly string[]): readonly (readonly string[])[] {
  const isSix = (address: string): boolean => address.includes(':');
  return [addresses.filter((a) => !isSix(a)), addresses.filter(isSix)].filter((list) => list.length > 0);
}

function match(side: 'saddr' | 'daddr', addresses: readonly string[]): string {
  return `${addresses[0]?.includes(':') === true ? 'ip6' : 'ip'} ${side} { ${addresses.join(', ')} }`;
}
