import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';
import { record, type Registration } from './engine';

const args = {
  image: 'acme/api:1.0.0',
  http: { port: 4000 },
  secrets: { TOKEN: 'x' },
  autoscaling: { min: 2, max: 5 },
  ingress: { hosts: ['shop.example.com'] },
  route: { parentRefs: [{ name: 'public' }] },
};
const deployment = 'kubernetes:apps/v1:Deployment';

/** The resource of each name for which options can be given. */
const resources = {
  workload: [deployment, 'api'],
  secrets: ['kubernetes:core/v1:Secret', 'api-env'],
  discovery: ['kubernetes:core/v1:Service', 'api-headless'],
  service: ['kubernetes:core/v1:Service', 'api'],
  networkPolicy: ['kubernetes:networking.k8s.io/v1:NetworkPolicy', 'api'],
  budget: ['kubernetes:policy/v1:PodDisruptionBudget', 'api'],
  autoscaler: ['kubernetes:autoscaling/v2:HorizontalPodAutoscaler', 'api'],
  ingress: ['kubernetes:networking.k8s.io/v1:Ingress', 'api'],
  route: ['kubernetes:gateway.networking.k8s.io/v1:HTTPRoute', 'api'],
  cookie: ['kubernetes:core/v1:Secret', 'api-erlang-cookie'],
  password: ['random:index/randomPassword:RandomPassword', 'api-erlang-cookie'],
} as const;

const names = Object.keys(resources) as (keyof typeof resources)[];

function find(registrations: readonly Registration[], name: keyof typeof resources): Registration {
  const [type, named] = resources[name];
  const [found] = registrations.filter((each) => each.type === type && each.name === named);
  if (found === undefined) throw new Error(`There is no ${type} ${named}.`);
  return found;
}

function messageOf(program: () => unknown): string {
  try {
    program();
  } catch (error) {
    expect(error).toMatchObject({ hideStack: true });
    return (error as Error).message;
  }
  return '';
}

describe('options of single resources', () => {
  test('there is a name for each resource that the component makes', async () => {
    const { registrations } = await record(() => new BeamCluster('api', args));

    expect(registrations).toHaveLength(names.length + 1);
    expect(names.map((name) => find(registrations, name).name)).toHaveLength(names.length);
  });

  test.each(names)('those of %s reach it, and nothing else', async (name) => {
    const options = { ignoreChanges: ['metadata.labels'], retainOnDelete: true, protect: true, import: 'ns/api' };
    const { registrations } = await record(
      () => new BeamCluster('api', args, { resourceOptions: { [name]: options } }),
    );
    const reached = registrations.filter(({ ignoreChanges }) => ignoreChanges.includes('metadata.labels'));

    expect(reached).toEqual([find(registrations, name)]);
    expect(reached[0]).toMatchObject({ retainOnDelete: true, protect: true, importId: 'ns/api' });
    expect(reached[0]?.parent).toMatch(/BeamCluster::api$/);
  });

  test('are added to what the component orders itself', async () => {
    const { registrations } = await record(() => {
      const first = new pulumi.ComponentResource('test:index:First', 'first');
      return new BeamCluster('api', args, { resourceOptions: { workload: { dependsOn: first } } });
    });
    const { dependencies } = find(registrations, 'workload');

    expect(dependencies).toContainEqual(find(registrations, 'cookie').urn);
  });

  test('leave the cookie and its hash secret', async () => {
    const resourceOptions = { password: { additionalSecretOutputs: ['length'] } };
    const { registrations } = await record(() => new BeamCluster('api', args, { resourceOptions }));

    expect(find(registrations, 'password').secretOutputs).toEqual(
      expect.arrayContaining(['result', 'bcryptHash', 'length']),
    );
  });

  test('of an attachment reach its resources', async () => {
    const { registrations } = await record(() =>
      BeamCluster.attach(
        'api',
        { selector: { app: 'api' } },
        { resourceOptions: { discovery: { protect: true }, service: { protect: true } } },
      ),
    );

    expect(registrations.filter(({ protect }) => protect).map(({ name }) => name)).toEqual(['api-headless']);
  });

  test('that are wrong come with the problems of the args, and nothing is made', async () => {
    let message = '';
    const { registrations } = await record(() => {
      const resourceOptions = { wrkload: {}, gateway: {}, service: 5, budget: { parent: undefined } };
      message = messageOf(() => new BeamCluster('api', { ...args, replicas: 0 }, { resourceOptions } as never));
    });

    expect(message.split('\n')).toEqual([
      'BeamCluster "api": resourceOptions.wrkload is not a known resource. Did you mean resourceOptions.workload?',
      'BeamCluster "api": resourceOptions.gateway is not a known resource. The resources are workload, secrets, tasks, schedules, taskPolicy, ' +
        'discovery, service, networkPolicy, budget, autoscaler, ingress, route, cookie, password.',
      'BeamCluster "api": resourceOptions.service must be an object, got 5.',
      'BeamCluster "api": resourceOptions.budget.parent must be left out. The component is the parent of its resources. ' +
        'Give parent to the component.',
      'BeamCluster "api": replicas must be a whole number of at least 1, got 0.',
    ]);
    expect(registrations.map(({ type }) => type)).toEqual(['beam-cluster:index:BeamCluster']);
  });

  test('that are wrong are said where the args are right, and no Secret is made before', async () => {
    let message = '';
    const { registrations } = await record(() => {
      message = messageOf(() => new BeamCluster('api', args, { resourceOptions: [] } as never));
    });

    expect(message).toBe('BeamCluster "api": resourceOptions must be an object, got a list of 0.');
    expect(registrations).toHaveLength(1);
  });
});

describe('options of the component that Pulumi does not pass on', () => {
  test('are a warning each, which says where they belong', async () => {
    const warn = jest.spyOn(pulumi.log, 'warn').mockResolvedValue();
    await record(() => new BeamCluster('api', args, { ignoreChanges: ['spec.replicas'], protect: true }));

    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      'BeamCluster "api": ignoreChanges has no effect on the component, because Pulumi does not pass it on to the ' +
        'resources. Give it to the resource that you mean, such as resourceOptions: { workload: { ignoreChanges: … } }.',
    ]);
    warn.mockRestore();
  });

  test('are not warned of where none is given', async () => {
    const warn = jest.spyOn(pulumi.log, 'warn').mockResolvedValue();
    await record(() => new BeamCluster('api', args, { resourceOptions: { workload: { ignoreChanges: ['spec'] } } }));

    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
