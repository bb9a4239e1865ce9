import { readCluster, type BeamClusterPropsWithSecrets } from 'beam-cluster/model';
import { withHttp } from './printed';
import { problemsOf } from './problems-of';

function keeping(props: Partial<BeamClusterPropsWithSecrets<string>>) {
  const { secrets, decide } = readCluster('api', { ...withHttp, ...props }, { keepsSecrets: true });
  const { objects } = decide('api-env-1f2e3d');
  return { secrets, envFrom: objects.workload.spec.template.spec.containers[0].envFrom };
}

describe('secrets', () => {
  test('by name become sources of variables, after envFrom', () => {
    const { secrets, envFrom } = keeping({ envFrom: [{ configMapName: 'shared' }], secrets: ['db', 'smtp'] });

    expect(secrets).toBeUndefined();
    expect(envFrom).toEqual([
      { configMapRef: { name: 'shared' } },
      { secretRef: { name: 'db' } },
      { secretRef: { name: 'smtp' } },
    ]);
  });

  test('by value go to the engine with namespace and labels, and only the name comes back', () => {
    const { secrets, envFrom } = keeping({ namespace: 'shop', secrets: { DATABASE_URL: 'postgres://' } });

    expect(secrets).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace: 'shop', labels: expect.objectContaining({ app: 'api' }) as object },
      stringData: { DATABASE_URL: 'postgres://' },
    });
    expect(envFrom).toEqual([{ secretRef: { name: 'api-env-1f2e3d' } }]);
  });

  test('by value win over the query of dns_cluster, which is then not printed', () => {
    const { decide } = readCluster('api', { ...withHttp, secrets: { DNS_CLUSTER_QUERY: 'x' } }, { keepsSecrets: true });
    const [container] = decide('api-env').objects.workload.spec.template.spec.containers;

    expect(container.env.map(({ name }) => name)).not.toContain('DNS_CLUSTER_QUERY');
  });

  test('of an empty map are none, and nothing is made for them', () => {
    expect(keeping({ secrets: {} })).toEqual({ secrets: undefined, envFrom: undefined });
  });

  test('by value are refused where the engine would print them', () => {
    expect(problemsOf({ ...withHttp, secrets: { DATABASE_URL: 'postgres://' } })).toEqual([
      'BeamCluster "api": secrets must be a list of names, got an object. Put the values into a Secret and give its name.',
    ]);
  });

  test('by value cannot set what the cluster sets', () => {
    expect(problemsOf({ ...withHttp, secrets: { RELEASE_COOKIE: 'x', POD_IP: 'x' } }, { keepsSecrets: true })).toEqual([
      'BeamCluster "api": secrets.RELEASE_COOKIE is set by the cluster itself. Use the property cookie.',
      'BeamCluster "api": secrets.POD_IP is set by the cluster itself. It is fixed; remove it.',
    ]);
  });

  test('by value cannot be in env as well, since env would win', () => {
    const props = { ...withHttp, env: { DATABASE_URL: 'postgres://' }, secrets: { DATABASE_URL: 'x' } };

    expect(problemsOf(props, { keepsSecrets: true })).toEqual([
      'BeamCluster "api": secrets.DATABASE_URL is in env as well. Remove one of the two.',
    ]);
  });

  test('by value cannot set PORT, which the cluster prints and which would win', () => {
    expect(problemsOf({ ...withHttp, secrets: { PORT: '80' } }, { keepsSecrets: true })).toEqual([
      'BeamCluster "api": secrets.PORT is set from http.port, which would win. Remove it.',
    ]);
    expect(problemsOf({ image: 'acme/api', secrets: { PORT: '80' } }, { keepsSecrets: true })).toEqual([]);
  });

  test.each(['toString', 'constructor', '__proto__'])(
    'by value may be named as a method of every object: %s',
    (name) => {
      const secrets = Object.fromEntries([[name, 'x']]);

      expect(problemsOf({ ...withHttp, env: { A: 'b' }, secrets }, { keepsSecrets: true })).toEqual([]);
      expect(Object.keys(keeping({ secrets }).secrets?.stringData ?? {})).toEqual([name]);
    },
  );

  test('by value must have names of variables', () => {
    expect(problemsOf({ ...withHttp, secrets: { '1A': 'x' } }, { keepsSecrets: true })).toEqual([
      `BeamCluster "api": secrets must have names of letters, digits and "_", "-", ".", not starting with a digit, got text of 2 characters.`,
    ]);
  });
});
