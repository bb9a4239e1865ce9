import { assemble, type Contributions } from '../../../lib/model/assemble';
import type { Contribution } from '../../../lib/model/contribution';

const discovery = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'api-headless', labels: {} },
  spec: { type: 'ClusterIP', selector: {}, ports: [] },
} as const;

const base: Contributions = [['base', { objects: { discovery } }]];

const twice: Readonly<Record<string, Contribution>> = {
  variables: { variables: [{ name: 'POD_IP', value: '' }] },
  ports: { ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }] },
  volumes: { volumes: [{ name: 'data' }] },
  volumeMounts: { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
  kernelParameters: { kernelParameters: [['net_ticktime', 15]] },
  discoveryPorts: { discoveryPorts: [{ name: 'epmd', port: 4369, targetPort: 4369, protocol: 'TCP' }] },
  servicePorts: { servicePorts: [{ name: 'http', port: 80, targetPort: 80, protocol: 'TCP' }] },
  podLabels: { podLabels: { team: 'shop' } },
  podAnnotations: { podAnnotations: { team: 'shop' } },
  workloadAnnotations: { workloadAnnotations: { team: 'shop' } },
  container: { container: { image: 'acme/api' } },
  pod: { pod: { enableServiceLinks: false } },
  workload: { workload: { replicas: 3 } },
  objects: { objects: { discovery } },
};

describe('what features add', () => {
  test.each(Object.entries(twice))('cannot be written by two of them: %s', (key, contribution) => {
    const contributions: Contributions = [...base, ['one', contribution], ['other', contribution]];

    expect(() => assemble(contributions)).toThrow(
      new RegExp(`^The features "(one|base)" and "\\w+" both write ${key} `),
    );
  });

  test('is in the order of the features, but for the variables of the contract', () => {
    const { env, container, pod } = assemble([
      ...base,
      ['one', { vmFlags: ['+Q 1'], variables: [{ name: 'RELEASE_NODE', value: 'a@$(POD_IP)' }], env: [{ name: 'B' }] }],
      ['other', { kernelParameters: [['net_ticktime', 15]], vmFlags: ['+S 2'], env: [{ name: 'A' }] }],
      ['third', { variables: [{ name: 'POD_IP', value: 'x' }], container: { name: 'api' }, pod: {} }],
    ]);

    expect(env.map(({ name }) => name)).toEqual(['POD_IP', 'RELEASE_NODE', 'ERL_AFLAGS', 'B', 'A']);
    expect(env[2]?.value).toBe('-kernel net_ticktime 15 +Q 1 +S 2');
    expect([container, pod]).toEqual([{ name: 'api' }, {}]);
  });
});
