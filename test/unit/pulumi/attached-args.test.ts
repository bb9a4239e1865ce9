import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';
import { record } from './engine';

const cookie = { secretName: 'beam' };

function args(container: object = {}, pod: object = {}, spec: object = {}): kubernetes.apps.v1.DeploymentArgs {
  return {
    metadata: { name: 'shop', namespace: pulumi.output('acme') },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'shop' } },
      template: {
        metadata: { labels: { app: 'shop' } },
        spec: { containers: [{ name: 'shop', image: pulumi.output('acme/shop:7'), ...container }], ...pod },
      },
      ...spec,
    },
  };
}

async function messageOf(program: () => unknown): Promise<string> {
  let message = '';
  await record(() => {
    try {
      program();
    } catch (error) {
      ({ message } = error as Error);
    }
  });
  return message;
}

interface Deployment {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[] } } };
}
interface Container {
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

describe('args that clustering is attached to', () => {
  test('become a Deployment with everything that a node needs, whose Outputs are as they were', async () => {
    const env = [
      { name: 'DNS_CLUSTER_QUERY', value: 'other.nodes' },
      { name: 'HOST', value: pulumi.output('shop.acme.dev') },
    ];
    const lifecycle = { preStop: { exec: { command: ['sleep', '10'] } } };
    const { registrations } = await record(() => {
      const { workload } = BeamCluster.attach('api', { workload: args({ env, lifecycle }), cookie });
      return new kubernetes.apps.v1.Deployment('shop', workload);
    });
    const { inputs } = registrations.find(({ type }) => type === 'kubernetes:apps/v1:Deployment') ?? {};
    const [container] = (inputs as unknown as Deployment).spec.template.spec.containers;
    const variables = Object.fromEntries(container?.env.map(({ name, value }) => [name, value]) ?? []);
    const service = registrations.find(({ name }) => name === 'api-headless');

    expect(container?.image).toBe('acme/shop:7');
    expect(variables).toMatchObject({
      DNS_CLUSTER_QUERY: 'other.nodes',
      HOST: 'shop.acme.dev',
      CLUSTER_DRAIN_SECONDS: '15',
      RELEASE_NODE: 'api@$(POD_IP)',
    });
    expect(container?.env.filter(({ name }) => name === 'DNS_CLUSTER_QUERY')).toHaveLength(1);
    expect(service?.inputs).toMatchObject({
      metadata: { namespace: 'acme' },
      spec: { selector: { app: 'shop' } },
    });
  });

  test('leave fragments of what they lack', async () => {
    const { made } = await record(() =>
      BeamCluster.attach('api', { workload: args({ ports: [{ containerPort: 4369 }] }), cookie }),
    );

    expect(made.fragments.ports.map(({ name }) => name)).toEqual(['distribution']);
  });

  test('are asked for where they are Outputs', async () => {
    const later = args({}, { terminationGracePeriodSeconds: pulumi.output(60) }, { replicas: pulumi.output(3) });
    const disruptionBudget = { minAvailable: 2 };

    expect(
      (await messageOf(() => BeamCluster.attach('api', { workload: later, disruptionBudget }))).split('\n'),
    ).toEqual([
      'BeamCluster "api": replicas must be given, because workload.spec.replicas is missing or known only later. Give the least that it can be.',
      'BeamCluster "api": graceSeconds must be given, because workload.spec.template.spec.terminationGracePeriodSeconds is missing or known only later. Give the least that it can be.',
    ]);
    expect(
      await messageOf(() =>
        BeamCluster.attach('api', { workload: later, disruptionBudget, replicas: 3, graceSeconds: 60 }),
      ),
    ).toBe('');
  });

  test.each<[string, kubernetes.apps.v1.DeploymentArgs, string]>([
    ['spec', { spec: pulumi.output({} as never) }, 'workload.spec'],
    ['a list', args({ env: pulumi.output([]) }), 'workload.spec.template.spec.containers[0].env'],
    [
      'a name',
      args({ env: [{ name: pulumi.output('A'), value: 'b' }] }),
      'workload.spec.template.spec.containers[0].env[0].name',
    ],
    [
      'a port',
      args({ ports: [{ containerPort: pulumi.output(4000) }] }),
      'workload.spec.template.spec.containers[0].ports[0].containerPort',
    ],
    ['volumes', args({}, { volumes: pulumi.output([]) }), 'workload.spec.template.spec.volumes'],
  ])('have no Output as %s', async (_what, workload, path) => {
    const [line] = (await messageOf(() => BeamCluster.attach('api', { workload }))).split('\n');

    expect(line).toBe(`BeamCluster "api": ${path} must be known at plan time, got an Output.`);
  });

  test('are no resource', async () => {
    const message = await messageOf(() =>
      BeamCluster.attach('api', { workload: new kubernetes.apps.v1.Deployment('shop', args()) as never }),
    );

    expect(message).toBe(
      'BeamCluster "api": workload must be known at plan time, got a resource. ' +
        'Give the args from which the resource is made, and make it from the handle workload.',
    );
  });
});
