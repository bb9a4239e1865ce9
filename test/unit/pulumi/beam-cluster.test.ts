import type * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, type BeamClusterArgs, type BeamClusterOptions } from 'beam-cluster/pulumi';
import { record } from './engine';

const args: BeamClusterArgs = {
  image: 'acme/api:1.0.0',
  http: { port: 4000 },
  cookie: { secretName: 'beam' },
};

const component = 'urn:pulumi:stack::project::beam-cluster:index:BeamCluster::api';
const run = (more: Partial<BeamClusterArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
  record(() => new BeamCluster('api', { ...args, ...more }, opts));

describe('the component', () => {
  test('has the objects of the cluster as typed children, named after it', async () => {
    const { registrations } = await run();

    expect(registrations.map(({ type, name, parent }) => [type, name, parent]).sort()).toEqual([
      ['beam-cluster:index:BeamCluster', 'api', ''],
      ['kubernetes:apps/v1:Deployment', 'api', component],
      ['kubernetes:core/v1:Service', 'api', component],
      ['kubernetes:core/v1:Service', 'api-headless', component],
      ['kubernetes:networking.k8s.io/v1:NetworkPolicy', 'api', component],
      ['kubernetes:policy/v1:PodDisruptionBudget', 'api', component],
    ]);
  });

  test('has a StatefulSet where one is asked for', async () => {
    const { made, registrations } = await run({ workload: 'StatefulSet' });

    expect(registrations.map(({ type }) => type)).toContain('kubernetes:apps/v1:StatefulSet');
    expect(await valueOf(made.workload.kind)).toBe('StatefulSet');
  });

  test('records no inputs of its own, which would be in the state twice', async () => {
    const { registrations } = await run({ secrets: { TOKEN: 'hunter2' } });
    const [own] = registrations.filter(({ type }) => type === 'beam-cluster:index:BeamCluster');

    expect(own?.inputs).toEqual({});
  });

  test('registers its handles as outputs', async () => {
    const { outputs } = await run({ secrets: { TOKEN: 'hunter2' }, cookie: undefined } as never);

    expect(Object.keys(outputs)).toEqual([component]);
    expect(Object.keys(outputs[component] ?? {}).sort()).toEqual([
      'budget',
      'cookie',
      'discovery',
      'networkPolicy',
      'secrets',
      'service',
      'workload',
    ]);
  });

  test('registers the tasks and the schedules that it has', async () => {
    const tasks = { migrate: { eval: 'Shop.Release.migrate()' } };
    const { outputs } = await run({ tasks });

    expect(Object.keys(outputs[component] ?? {})).toEqual(expect.arrayContaining(['tasks', 'taskPolicy']));
    expect(Object.keys(outputs[component] ?? {})).not.toContain('schedules');
  });

  test('gives its handles as resources', async () => {
    const { made } = await run();

    expect(await valueOf(made.discovery.metadata.name)).toBe('api-headless');
    expect(await valueOf(made.service?.metadata.name)).toBe('api');
    expect(await valueOf(made.budget?.spec.maxUnavailable)).toBe(1);
    expect(await valueOf(made.networkPolicy?.spec.policyTypes)).toEqual(['Ingress', 'Egress']);
    expect([made.cookie, made.secrets]).toEqual([undefined, undefined]);
  });

  test('has no handle for what is left out', async () => {
    const { made } = await record(
      () => new BeamCluster('api', { image: 'acme/api', disruptionBudget: false, networkPolicy: false }),
    );

    expect([made.service, made.budget, made.networkPolicy]).toEqual([undefined, undefined, undefined]);
  });

  test('takes another name for the objects than for the resources', async () => {
    const { made, registrations } = await run({ name: 'shop' });

    expect(registrations.filter(({ name }) => name.startsWith('shop'))).toEqual([]);
    expect(await valueOf(made.workload.metadata.name)).toBe('shop');
  });
});

describe('texts that are known later', () => {
  test('are placed as they are', async () => {
    const later = <T>(value: T) => pulumi.output(Promise.resolve(value));
    const { made } = await run({
      image: later('acme/api:2.0.0'),
      namespace: later('shop'),
      env: { HOST: later('shop.dev'), KEY: { secretKeyRef: { name: later('db'), key: 'key' } } },
      annotations: { sha: Promise.resolve('abc') },
      cookie: { secretName: later('beam') },
    });
    const { metadata, spec } = made.workload as kubernetes.apps.v1.Deployment;
    const [container] = (await valueOf(spec))?.template.spec.containers ?? [];

    expect(await valueOf(metadata)).toMatchObject({ namespace: 'shop', annotations: { sha: 'abc' } });
    expect(container?.image).toBe('acme/api:2.0.0');
    expect(container?.env).toEqual(
      expect.arrayContaining([
        { name: 'RELEASE_COOKIE', valueFrom: { secretKeyRef: { name: 'beam', key: 'erlang-cookie' } } },
        { name: 'HOST', value: 'shop.dev' },
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'db', key: 'key' } } },
      ]),
    );
  });
});

function valueOf<T>(output: pulumi.Output<T> | undefined): Promise<T | undefined> {
  if (output === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => output.apply(resolve));
}

describe('a workload whose replicas something else owns', () => {
  const ignoredOf = async (more: Partial<BeamClusterArgs>, opts?: BeamClusterOptions) => {
    const { registrations } = await record(() => new BeamCluster('api', { ...args, ...more }, opts));
    return registrations.find(({ type }) => type === 'kubernetes:apps/v1:Deployment')?.ignoreChanges;
  };

  test('keeps the live number, which Kubernetes would otherwise set to 1', async () => {
    expect(await ignoredOf({ autoscaling: { min: 2, max: 5 } })).toEqual(['spec.replicas']);
    expect(await ignoredOf({ replicas: 'external' })).toEqual(['spec.replicas']);
    expect(await ignoredOf({ replicas: 5 })).toEqual([]);
  });

  test('ignores what it is told to besides', async () => {
    const resourceOptions = { workload: { ignoreChanges: ['metadata.labels'] } };

    expect(await ignoredOf({ replicas: 'external' }, { resourceOptions })).toEqual([
      'spec.replicas',
      'metadata.labels',
    ]);
  });

  test('has a handle of its autoscaler', async () => {
    const { made } = await run({ autoscaling: { min: 2, max: 5 } });

    expect(await valueOf(made.autoscaler?.kind)).toBe('HorizontalPodAutoscaler');
  });

  test('has handles of its Ingress and its HTTPRoute, whose hosts may be known later', async () => {
    const hosts = [pulumi.output('shop.example.com')];
    const { made } = await run({ ingress: { hosts }, route: { parentRefs: [{ name: pulumi.output('public') }] } });

    expect(await valueOf(made.ingress?.spec.rules[0]?.host)).toBe('shop.example.com');
    expect(await valueOf(made.route?.kind)).toBe('HTTPRoute');
  });
});
