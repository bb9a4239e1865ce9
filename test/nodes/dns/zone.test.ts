import type { Service } from '../../../lib/model/kubernetes';
import { answerQuestion } from './answer';
import { buildZone } from './zone';

const labels = { app: 'api' };
const endpoints = [
  { name: 'api-1', labels, addresses: ['10.42.1.3'], ready: true },
  { name: 'api-2', labels, addresses: ['10.42.1.4'], ready: false },
  { name: 'other', labels: { app: 'other' }, addresses: ['10.42.1.5'], ready: true },
];

test.each([
  { publishNotReadyAddresses: true, published: ['10.42.1.3', '10.42.1.4'] },
  { publishNotReadyAddresses: false, published: ['10.42.1.3'] },
])('the service has $published where publishNotReadyAddresses is $publishNotReadyAddresses', (row) => {
  const answer = ask('api.default.svc.cluster.local', 'A', row.publishNotReadyAddresses);
  expect(answer.answers.map((record) => 'value' in record && record.value)).toEqual(row.published);
});

test('a port is found by its name, with its number and the hosts that have it', () => {
  const answer = ask('_epmd._tcp.api.default.svc.cluster.local', 'SRV');
  expect(answer.answers).toMatchObject([
    { port: 4369, target: '10-42-1-3.api.default.svc.cluster.local' },
    { port: 4369, target: '10-42-1-4.api.default.svc.cluster.local' },
  ]);
  expect(answer.additionals.map(({ name }) => name)).toContain('10-42-1-3.api.default.svc.cluster.local');
});

test.each(['_epmd._tcp', 'epmd._tcp', '_epmd.tcp', 'epmd.tcp'])('as CoreDNS does, it finds a port as %s', (port) => {
  const answer = ask(`${port}.api.default.svc.cluster.local`, 'A');
  expect(answer.answers.map((record) => 'value' in record && record.value)).toEqual(['10.42.1.3', '10.42.1.4']);
});

test('a name that is there without such records is empty, and one that is not there does not exist', () => {
  expect(ask('api.default.svc.cluster.local', 'AAAA')).toMatchObject({ code: 'NOERROR', answers: [] });
  expect(ask('api.default.svc.cluster.local.default.svc.cluster.local', 'A').code).toBe('NXDOMAIN');
});

function ask(name: string, type: string, publishNotReadyAddresses = true) {
  const service: Service<string> = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', labels: {} },
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      publishNotReadyAddresses,
      selector: labels,
      ports: [{ name: 'epmd', port: 4369, targetPort: 4369, protocol: 'TCP' }],
    },
  };
  const zone = buildZone({ namespace: 'default', domain: 'cluster.local', services: [service], endpoints });
  return answerQuestion(zone, { name, type }, 'normal');
}
