import { match, printPolicyChains, type Host, type Policy } from './policy-chains';

export type { Host } from './policy-chains';

export interface Filter {
  /** Family and name of the table that the rules take the place of. @default - the bed's */
  readonly table?: string;
  readonly policies: readonly Policy[];
  readonly hosts: readonly Host[];
  /** Pairs of addresses that no packet passes between, in either direction. */
  readonly cuts?: readonly (readonly [string, string])[];
  /** Ports that are shut for everybody, such as `tcp dport 53`. */
  readonly shut?: readonly string[];
}

/** The nftables rules of the node, which every packet between two pods passes: faults first, then NetworkPolicies. */
export function printRules({ table = 'inet bed', policies, hosts, cuts = [], shut = [] }: Filter): string {
  const faults = [
    ...cuts.flatMap(([one, other]) => [
      `${match('saddr', [one])} ${match('daddr', [other])} drop`,
      `${match('saddr', [other])} ${match('daddr', [one])} drop`,
    ]),
    ...shut.map((port) => `${port} drop`),
  ];
  return [
    removeTable(table),
    `table ${table} {`,
    ...printPolicyChains(policies, hosts),
    'chain forward {',
    'type filter hook forward priority 0; policy accept;',
    ...faults,
    'ct state established,related accept',
    'jump ingress',
    'jump egress',
    '}',
    '}',
    '',
  ].join('\n');
}

/** What takes a table away, which has to be there to be deleted. */
export function removeTable(table: string): string {
  return `table ${table}\ndelete table ${table}\n`;
}
