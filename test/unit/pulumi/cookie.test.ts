import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, type BeamClusterArgs } from 'beam-cluster/pulumi';
import { record, type Registration } from './engine';

const { specialSigKey, specialSecretSig } = pulumi.runtime;
const image = 'acme/api:1.0.0';
const run = (args: Partial<BeamClusterArgs> = {}) => record(() => new BeamCluster('api', { image, ...args }));
const ofType = (registrations: readonly Registration[], type: string) =>
  registrations.filter((registration) => registration.type === type);

const password = 'random:index/randomPassword:RandomPassword';
const secret = 'kubernetes:core/v1:Secret';
const deployment = 'kubernetes:apps/v1:Deployment';

describe('a cookie that is not given', () => {
  test('is made at random, of letters and digits, and kept as a secret', async () => {
    const { registrations } = await run();
    const [made] = ofType(registrations, password);

    expect(made).toMatchObject({
      name: 'api-erlang-cookie',
      inputs: { length: 48, special: false },
      secretOutputs: expect.arrayContaining(['result', 'bcryptHash']) as string[],
    });
  });

  test('goes into the Secret <name>-erlang-cookie under erlang-cookie, and is marked there', async () => {
    const { made, registrations } = await run();
    const [kept] = ofType(registrations, secret);

    expect(kept?.name).toBe('api-erlang-cookie');
    expect(kept?.inputs).toMatchObject({
      metadata: { name: 'api-erlang-cookie' },
      stringData: {
        [specialSigKey]: specialSecretSig,
        value: { 'erlang-cookie': 'random-of-api-erlang-cookie' },
      },
    });
    expect(kept?.secretOutputs).toEqual(expect.arrayContaining(['data', 'stringData']));
    expect(await pulumi.isSecret(made.cookie?.stringData ?? pulumi.output(undefined))).toBe(true);
  });

  test('is nowhere else', async () => {
    const { registrations, outputs } = await run();
    const elsewhere = registrations.filter(({ type }) => type !== secret);

    expect(JSON.stringify([elsewhere, outputs])).not.toContain('random-of-api-erlang-cookie');
  });

  test('is referred to by its plain name, so that a preview shows it', async () => {
    const { registrations } = await run({});
    const [workload] = ofType(registrations, deployment);

    expect(JSON.stringify(workload?.inputs)).toContain(
      '{"name":"RELEASE_COOKIE","valueFrom":{"secretKeyRef":{"key":"erlang-cookie","name":"api-erlang-cookie"}}}',
    );
  });

  test('comes before the workload only in order, so that replacing it never replaces the workload', async () => {
    const { registrations } = await run();
    const [workload] = ofType(registrations, deployment);
    const [kept] = ofType(registrations, secret);

    expect(workload?.dependencies).toEqual([kept?.urn]);
    expect(Object.values(workload?.propertyDependencies ?? {}).flat()).toEqual([]);
  });

  test('is in the namespace and has the labels of the cluster, and no annotations of the headless Service', async () => {
    const { registrations } = await run({ namespace: 'shop', headless: { annotations: { dns: 'fast' } } });
    const metadata = ofType(registrations, secret)[0]?.inputs['metadata'];

    expect(metadata).toMatchObject({ namespace: 'shop', labels: { app: 'api' } });
    expect(metadata).not.toHaveProperty('annotations');
  });

  test('is named after the cluster and not after the resource', async () => {
    const { registrations } = await run({ name: 'shop' });

    expect(ofType(registrations, secret)[0]?.inputs['metadata']).toMatchObject({ name: 'shop-erlang-cookie' });
  });
});

describe('a cookie that is given by reference', () => {
  test('makes neither password nor Secret', async () => {
    const { made, registrations } = await run({ cookie: { secretName: 'beam' } });

    expect(registrations.map(({ type }) => type)).not.toContain(password);
    expect(registrations.map(({ type }) => type)).not.toContain(secret);
    expect(made.cookie).toBeUndefined();
    expect(ofType(registrations, deployment)[0]?.dependencies).toEqual([]);
  });
});
