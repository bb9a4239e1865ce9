import type { WorkloadObject } from '../../../../lib/cli/cluster/api/workload-objects';
import { readWorkload } from '../../../../lib/cli/cluster/workload';
import { diagnose } from '../../../../lib/cli/doctor/diagnose';
import type { Facts } from '../../../../lib/cli/doctor/facts/facts';
import type { Inside } from '../../../../lib/cli/doctor/facts/inside';
import { healthyFacts, plain } from './healthy';

const domain = 'api-nodes.shop.svc.cluster.local';

/** As a team writes it by hand: names by DNS, the port in vm.args of the image, libcluster in place of the runtime. */
const manifest = plain<WorkloadObject>({
  kind: 'StatefulSet',
  metadata: { name: 'api', namespace: 'shop' },
  spec: {
    replicas: 3,
    serviceName: 'api-nodes',
    selector: { matchLabels: { app: 'api' } },
    updateStrategy: { type: 'RollingUpdate' },
    template: {
      metadata: { labels: { app: 'api' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'api:1',
            env: [
              { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              { name: 'RELEASE_NODE', value: `api@$(POD_NAME).${domain}` },
              { name: 'RELEASE_COOKIE', valueFrom: { secretKeyRef: { name: 'api', key: 'cookie' } } },
            ],
            ports: [{ name: 'web', containerPort: 4000 }],
            readinessProbe: { httpGet: { path: '/', port: 4000 } },
          },
        ],
      },
    },
  },
});

function handWritten(): Facts {
  const workload = readWorkload('StatefulSet', manifest);
  if (workload === undefined) throw new Error('no BEAM node is in the manifest');
  const ours = healthyFacts();
  const addresses = ours.pods.map(({ object }) => object.status?.podIP ?? '');
  const nodeAt = (index: number) => `api@api-${index}.${domain}`;
  const view = (index: number): Inside => ({
    node: nodeAt(index),
    otp: '26',
    elixir: '1.16.0',
    cookie: { fingerprint: 'SAME' },
    connected: addresses.map((_, other) => nodeAt(other)).filter((node) => node !== nodeAt(index)),
    clock: { earliest: -100, latest: 100 },
    dns: { query: domain, addresses },
    peers: addresses.map((address) => ({
      address,
      epmd: 'ok',
      distribution: 'ok',
      names: [{ name: 'api', port: 9100 }],
    })),
    portLimit: 65_536,
  });
  return {
    ...ours,
    workload,
    pods: ours.pods.map(({ object }, index) => ({
      name: `api-${index}`,
      object: plain({
        metadata: { name: `api-${index}`, labels: { app: 'api' } },
        status: {
          podIP: object.status?.podIP,
          conditions: object.status?.conditions,
          containerStatuses: [
            { name: 'web', restartCount: 0, state: { running: { startedAt: '2026-11-24T11:00:00Z' } } },
          ],
        },
      }),
      inside: { kind: 'seen', inside: view(index) },
    })),
    services: {
      ok: true,
      value: plain([
        {
          metadata: { name: 'api-nodes' },
          spec: {
            clusterIP: 'None',
            publishNotReadyAddresses: true,
            selector: { app: 'api' },
            ports: [{ port: 4369 }, { port: 9100 }],
          },
        },
      ]),
    },
    endpointSlices: {
      ok: true,
      value: plain([
        {
          metadata: { labels: { 'kubernetes.io/service-name': 'api-nodes' } },
          endpoints: addresses.map((address) => ({ addresses: [address] })),
        },
      ]),
    },
    networkPolicies: { ok: true, value: [] },
    budgets: {
      ok: true,
      value: plain([{ metadata: { name: 'api' }, spec: { selector: { matchLabels: { app: 'api' } } } }]),
    },
    cookieSecret: { ok: true, value: { keys: ['cookie'], cookie: { fingerprint: 'SAME' } } },
  };
}

test('nothing is found in a healthy cluster that was written by hand', () => {
  expect(diagnose(handWritten()).findings).toEqual([]);
});

test('a port by chance is seen in what epmd says, since the manifest does not say', () => {
  const facts = handWritten();
  const pods = facts.pods.map((pod, index) => {
    if (pod.inside?.kind !== 'seen') return pod;
    const names = [{ name: 'api', port: 40_000 + index }];
    // Nothing listens at the usual port.
    const peers = pod.inside.inside.peers.map((peer) => ({ ...peer, names, distribution: 'econnrefused' }));
    return { ...pod, inside: { ...pod.inside, inside: { ...pod.inside.inside, peers } } };
  });

  expect(diagnose({ ...facts, pods }).findings.map(({ code }) => code)).toEqual(['port-not-fixed']);
});

test('the headless Service is found by its selector where the manifest names none', () => {
  const { serviceName, ...workload } = handWritten().workload;
  const facts = { ...handWritten(), workload };
  const listed = plain<Facts['endpointSlices']>(facts.endpointSlices);
  if (listed.ok) listed.value[0]?.endpoints?.pop();

  expect(serviceName).toBe('api-nodes');
  expect(diagnose(facts).findings).toEqual([]);
  expect(diagnose({ ...facts, endpointSlices: listed }).findings[0]?.code).toBe('endpoints-missing');
});
