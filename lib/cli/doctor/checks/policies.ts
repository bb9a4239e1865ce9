import { dnsPort } from '../../../model/features/network-policy';
import type { NetworkPolicy } from '../../cluster/api/network-objects';
import { valueOr, type Facts } from '../facts/facts';
import { kubectl } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';
import { blockingPolicies, type Direction, type Target } from '../policies/traffic';

/** Whether the policies of the namespace let the pods reach each other and DNS. */
export const policies: Subject = {
  name: 'policies',
  looksAt: 'let the pods reach each other, and DNS over UDP and TCP',
  cannotSay: (facts) => {
    if (!facts.networkPolicies.ok) return 'NetworkPolicies could not be read';
    return facts.pods.length === 0 ? 'there are no pods' : undefined;
  },
  find: (facts) => [...betweenPods(facts), ...toDns(facts)],
};

function betweenPods(facts: Facts): readonly Finding[] {
  const { epmd, distribution } = facts.workload.ports;
  // Pods of one workload are alike, so the first two stand for all.
  const [pod, other = pod] = facts.pods;
  if (pod === undefined || other === undefined) return [];
  const blocks = (['Ingress', 'Egress'] as const).flatMap((direction) =>
    [epmd, distribution].map((port) => ({
      direction,
      port,
      by: blocked(facts, direction, { port, protocol: 'TCP', peer: other.object }),
    })),
  );
  const shut = blocks.filter(({ by }) => by.length > 0);
  if (shut.length === 0) return [];
  const names = namesOf(shut.flatMap(({ by }) => by));
  const evidence = shut.map(({ direction, port, by }) => {
    return `${direction === 'Ingress' ? 'into' : 'out of'} the pods on ${port}/TCP: ${namesOf(by).join(', ')} ${by.length === 1 ? 'does' : 'do'} not let peers through`;
  });
  return [
    finding('policy-blocks-peers', {
      what: 'NetworkPolicies block the ports that the nodes use to reach each other.',
      where: names.map((name) => `NetworkPolicy ${name}`).join(', '),
      evidence,
      fix: {
        property: 'networkPolicy (the default lets peers through)',
        command: kubectl(facts)`edit networkpolicy ${names[0] ?? ''}`,
        advice: `Allow the pods of ${facts.workload.name} to reach each other on ${epmd} and ${distribution}, in both directions.`,
      },
    }),
  ];
}

function toDns(facts: Facts): readonly Finding[] {
  const towards = (protocol: 'UDP' | 'TCP') => blocked(facts, 'Egress', { port: dnsPort, protocol, peer: undefined });
  const [udp, tcp] = [towards('UDP'), towards('TCP')];
  const details = (by: readonly NetworkPolicy[], what: string, open: string) => ({
    what,
    where: namesOf(by)
      .map((name) => `NetworkPolicy ${name}`)
      .join(', '),
    evidence: [`no policy that selects the pods allows egress to ${dnsPort}/${open}`],
    fix: {
      property: 'networkPolicy (the default lets DNS through)',
      command: kubectl(facts)`edit networkpolicy ${namesOf(by)[0] ?? ''}`,
      advice: `Allow egress to ${dnsPort}/UDP and ${dnsPort}/TCP.`,
    },
  });
  if (udp.length > 0) {
    return [finding('policy-blocks-dns', details(udp, 'NetworkPolicies block DNS.', 'UDP'))];
  }
  if (tcp.length === 0) return [];
  const what = 'NetworkPolicies block DNS over TCP, which answers with more than 28 pods need.';
  return [finding('policy-blocks-dns-tcp', details(tcp, what, 'TCP'))];
}

function blocked(facts: Facts, direction: Direction, target: Target): readonly NetworkPolicy[] {
  const [pod] = facts.pods;
  return pod === undefined
    ? []
    : blockingPolicies(facts, valueOr(facts.networkPolicies, []), pod.object, direction, target);
}

function namesOf(all: readonly NetworkPolicy[]): readonly string[] {
  return [...new Set(all.map(({ metadata }) => metadata.name))].sort();
}
