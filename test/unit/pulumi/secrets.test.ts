import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, type BeamClusterArgs } from 'beam-cluster/pulumi';
import { record } from './engine';

const { specialSigKey, specialSecretSig } = pulumi.runtime;
const args: BeamClusterArgs = { image: 'acme/api:1.0.0', cookie: { secretName: 'beam' } };
const run = (secrets: NonNullable<BeamClusterArgs['secrets']>, more: Partial<BeamClusterArgs> = {}) =>
  record(() => new BeamCluster('api', { ...args, secrets, ...more }));

const secret = 'kubernetes:core/v1:Secret';
const envFromOf = (inputs: unknown) =>
  (inputs as { spec: { template: { spec: { containers: { envFrom?: unknown }[] } } } }).spec.template.spec.containers[0]
    ?.envFrom;

describe('a map of secrets', () => {
  test('goes into a Secret without a name, which the provider makes, so that a change is a new one', async () => {
    const { registrations } = await run({ DATABASE_URL: 'postgres://hunter2', KEY: pulumi.output('later') });
    const [kept] = registrations.filter(({ type }) => type === secret);

    expect(kept?.name).toBe('api-env');
    expect(kept?.inputs['metadata']).not.toHaveProperty('name');
    expect(kept?.inputs['stringData']).toEqual({
      [specialSigKey]: specialSecretSig,
      value: { DATABASE_URL: 'postgres://hunter2', KEY: 'later' },
    });
    expect(kept?.secretOutputs).toEqual(expect.arrayContaining(['data', 'stringData']));
  });

  test('is nowhere else, plain or marked', async () => {
    const { registrations, outputs } = await run({ DATABASE_URL: 'postgres://hunter2' });
    const elsewhere = registrations.filter(({ type }) => type !== secret);

    expect(JSON.stringify([elsewhere, outputs])).not.toContain('hunter2');
  });

  test('reaches the workload by the name that the provider made', async () => {
    const { registrations } = await run({ DATABASE_URL: 'x' });
    const [workload] = registrations.filter(({ type }) => type === 'kubernetes:apps/v1:Deployment');

    expect(envFromOf(workload?.inputs)).toEqual([{ secretRef: { name: 'api-env-1f2e3d4c' } }]);
    expect(workload?.propertyDependencies['spec']).toEqual([expect.stringContaining('Secret::api-env')]);
  });

  test('is given as a handle, and secret there', async () => {
    const { made } = await run({ DATABASE_URL: 'x' });

    expect(await pulumi.isSecret(made.secrets?.stringData ?? pulumi.output(undefined))).toBe(true);
  });

  test('has the namespace and the labels of the cluster', async () => {
    const { registrations } = await run({ DATABASE_URL: 'x' }, { namespace: 'shop' });
    const [kept] = registrations.filter(({ type }) => type === secret);

    expect(kept?.inputs['metadata']).toMatchObject({ namespace: 'shop', labels: { app: 'api' } });
  });

  test('makes nothing where it is empty', async () => {
    const { made, registrations } = await run({});

    expect(registrations.map(({ type }) => type)).not.toContain(secret);
    expect(made.secrets).toBeUndefined();
  });
});

describe('a list of secrets', () => {
  test('makes none, and refers to those that exist', async () => {
    const { made, registrations } = await run(['db', pulumi.output('smtp')]);
    const [workload] = registrations.filter(({ type }) => type === 'kubernetes:apps/v1:Deployment');

    expect(made.secrets).toBeUndefined();
    expect(envFromOf(workload?.inputs)).toEqual([{ secretRef: { name: 'db' } }, { secretRef: { name: 'smtp' } }]);
  });
});

describe('a secret Output in env', () => {
  test('stays marked wherever it is placed', async () => {
    const { registrations } = await record(
      () => new BeamCluster('api', { ...args, env: { TOKEN: pulumi.secret('hunter2') } }),
    );
    const text = JSON.stringify(registrations);

    expect(text).toContain(`{"${specialSigKey}":"${specialSecretSig}","value":"hunter2"}`);
    expect(text.match(/hunter2/g)).toHaveLength(1);
  });
});
