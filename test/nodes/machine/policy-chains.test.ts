import { printPolicyChains, type Policy } from './policy-chains';

const hosts = [
  { labels: { app: 'api' }, addresses: ['10.0.0.1', 'fd00::1'] },
  { labels: { app: 'db' }, addresses: ['10.0.0.2'] },
];

function ingressTo(app: string, from: string, port: number): Policy {
  const rule = { from: [{ podSelector: { matchLabels: { app: from } } }], ports: [{ port, protocol: 'TCP' as const }] };
  return { spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ingress: [rule] } };
}

test('what one policy allows is allowed, whatever another of the same pods allows', () => {
  expect(printPolicyChains([ingressTo('api', 'db', 4000), ingressTo('api', 'api', 4369)], hosts)).toEqual([
    'chain ingress {',
    'ip daddr { 10.0.0.1 } ip saddr { 10.0.0.2 } tcp dport 4000 return',
    'ip daddr { 10.0.0.1 } ip saddr { 10.0.0.1 } tcp dport 4369 return',
    'ip6 daddr { fd00::1 } ip6 saddr { fd00::1 } tcp dport 4369 return',
    'ip daddr { 10.0.0.1 } drop',
    'ip6 daddr { fd00::1 } drop',
    '}',
    'chain egress {',
    '}',
  ]);
});

test('a policy without rules isolates the pods that it selects, and one that selects no pods isolates none', () => {
  const selecting = (app: string) => ({
    spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress', 'Egress'] },
  });

  expect(printPolicyChains([selecting('db'), selecting('gone')], hosts)).toEqual([
    'chain ingress {',
    'ip daddr { 10.0.0.2 } drop',
    '}',
    'chain egress {',
    'ip saddr { 10.0.0.2 } drop',
    '}',
  ]);
});
