import * as kubernetes from '@pulumi/kubernetes';
import { BeamCluster, BeamClusterAttachment } from 'beam-cluster/pulumi';
import { record } from './engine';

const selector = { app: 'shop' };

describe('an attachment', () => {
  test('makes what is around the workload, and not the workload', async () => {
    const { made, registrations } = await record(() =>
      BeamCluster.attach('api', { selector, http: { port: 4000 }, cookie: { secretName: 'beam' } }),
    );

    expect(made).toBeInstanceOf(BeamClusterAttachment);
    expect(registrations.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      'beam-cluster:index:BeamClusterAttachment api',
      'kubernetes:core/v1:Service api',
      'kubernetes:core/v1:Service api-headless',
      'kubernetes:networking.k8s.io/v1:NetworkPolicy api',
      'kubernetes:policy/v1:PodDisruptionBudget api',
    ]);
  });

  test('makes the cookie where none is given', async () => {
    const { made } = await record(() => BeamCluster.attach('api', { selector }));

    expect(made.cookie).toBeDefined();
    expect(made.fragments.env).toContainEqual({
      name: 'RELEASE_COOKIE',
      valueFrom: { secretKeyRef: { name: 'api-erlang-cookie', key: 'erlang-cookie' } },
    });
  });

  test('records no inputs, and registers its handles', async () => {
    const { registrations, outputs } = await record(() => BeamCluster.attach('api', { selector }));
    const [own] = registrations.filter(({ type }) => type === 'beam-cluster:index:BeamClusterAttachment');

    expect(own?.inputs).toEqual({});
    expect(Object.keys(outputs[own?.urn ?? ''] ?? {})).toEqual(
      expect.arrayContaining(['budget', 'cookie', 'discovery', 'networkPolicy']),
    );
  });
});

describe('fragments', () => {
  test('fit into the args of a Deployment, and make its container a node of the cluster', async () => {
    const { registrations } = await record(() => {
      const { fragments } = BeamCluster.attach('api', { selector, http: { port: 4000 } });
      return new kubernetes.apps.v1.Deployment('shop', {
        spec: {
          selector: { matchLabels: selector },
          template: {
            metadata: { labels: { ...fragments.labels, tier: 'web' }, annotations: fragments.annotations },
            spec: {
              containers: [
                {
                  name: 'shop',
                  image: 'acme/shop',
                  env: [...fragments.env, { name: 'NODE', value: '$(RELEASE_NODE)' }],
                  ports: [...fragments.ports, { name: 'metrics', containerPort: 9568 }],
                  volumeMounts: [...fragments.volumeMounts, { name: 'data', mountPath: '/data' }],
                  ...fragments.probes,
                },
              ],
              volumes: [...fragments.volumes, { name: 'data', emptyDir: {} }],
            },
          },
        },
      });
    });
    const deployment = registrations.find(({ type }) => type === 'kubernetes:apps/v1:Deployment');

    expect(deployment?.inputs).toMatchSnapshot();
  });

  test('keep the labels that select the pods', async () => {
    const { made } = await record(() => BeamCluster.attach('api', { selector: { app: 'shop', tier: 'web' } }));

    expect(made.fragments.labels).toEqual({
      app: 'shop',
      tier: 'web',
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/instance': 'api',
      'app.kubernetes.io/managed-by': 'beam-cluster',
    });
  });
});
