import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BeamCluster, type BeamClusterProps } from 'beam-cluster/cdk8s';
import { containerOf, manifestsOf, variableOf } from './synthesized';

type Chart = ReturnType<typeof Testing.chart>;
type Given = Partial<BeamClusterProps>;

function make(given: Given | ((chart: Chart) => Given) = {}) {
  const chart = Testing.chart();
  const more = typeof given === 'function' ? given(chart) : given;
  const cluster = new BeamCluster(chart, 'api', { image: 'acme/api', ...more });
  return { chart, cluster, variable: (name: string) => variableOf(containerOf(chart), name) };
}

describe('the cookie', () => {
  test('is the key erlang-cookie of <name>-secrets where none is given, and nothing is printed for it', () => {
    const { chart, cluster, variable } = make();

    expect(variable('RELEASE_COOKIE')).toEqual({ secretKeyRef: { name: 'api-secrets', key: 'erlang-cookie' } });
    expect(cluster.cookie.name).toBe('api-secrets');
    expect(manifestsOf(chart).map(({ kind }) => kind)).not.toContain('Secret');
  });

  test('may be a reference', () => {
    const { cluster, variable } = make({ cookie: { secretName: 'beam', key: 'c' } });

    expect(variable('RELEASE_COOKIE')).toEqual({ secretKeyRef: { name: 'beam', key: 'c' } });
    expect(cluster.cookie.name).toBe('beam');
  });

  test('may be a Secret that is imported', () => {
    const { variable } = make((chart) => ({ cookie: kplus.Secret.fromSecretName(chart, 'Beam', 'beam') }));

    expect(variable('RELEASE_COOKIE')).toEqual({ secretKeyRef: { name: 'beam', key: 'erlang-cookie' } });
  });

  test('may be a Secret of the chart, which is then the handle', () => {
    const given: kplus.ISecret[] = [];
    const { cluster, variable } = make((chart) => {
      const cookie = new kplus.Secret(chart, 'Beam', { metadata: { name: 'beam' } });
      given.push(cookie as kplus.ISecret);
      return { cookie };
    });

    expect(variable('RELEASE_COOKIE')).toEqual({ secretKeyRef: { name: 'beam', key: 'erlang-cookie' } });
    expect(cluster.cookie).toBe(given[0]);
  });

  test('may be a key of a Secret', () => {
    let secret: kplus.ISecret | undefined;
    const { cluster, variable } = make((chart) => {
      secret = kplus.Secret.fromSecretName(chart, 'Beam', 'beam');
      return { cookie: { secret, key: 'c' } };
    });

    expect(variable('RELEASE_COOKIE')).toEqual({ secretKeyRef: { name: 'beam', key: 'c' } });
    expect(cluster.cookie).toBe(secret);
  });
});

describe('variables', () => {
  test('may be an EnvValue of every kind that a node can be given', () => {
    const { variable } = make((chart) => {
      const secret = kplus.Secret.fromSecretName(chart, 'Db', 'db');
      const configMap = kplus.ConfigMap.fromConfigMapName(chart, 'Flags', 'flags');
      return {
        env: {
          TEXT: kplus.EnvValue.fromValue('text'),
          EMPTY: kplus.EnvValue.fromValue(''),
          SECRET: kplus.EnvValue.fromSecretValue({ secret, key: 'url' }),
          OPTIONAL: kplus.EnvValue.fromSecretValue({ secret, key: 'url' }, { optional: true }),
          KEY: secret.envValue('key'),
          FLAG: kplus.EnvValue.fromConfigMap(configMap, 'flag'),
          NODE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
          LABEL: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_LABEL, { key: 'app' }),
        },
      };
    });

    expect(variable('TEXT')).toBe('text');
    expect(variable('EMPTY')).toBe('');
    expect(variable('SECRET')).toEqual({ secretKeyRef: { name: 'db', key: 'url' } });
    expect(variable('OPTIONAL')).toEqual({ secretKeyRef: { name: 'db', key: 'url', optional: true } });
    expect(variable('KEY')).toEqual({ secretKeyRef: { name: 'db', key: 'key' } });
    expect(variable('FLAG')).toEqual({ configMapKeyRef: { name: 'flags', key: 'flag' } });
    expect(variable('NODE')).toEqual({ fieldRef: { fieldPath: 'spec.nodeName' } });
    expect(variable('LABEL')).toEqual({ fieldRef: { fieldPath: "metadata.labels['app']" } });
  });

  test('may be text and plain references beside them', () => {
    const { variable } = make({
      env: { A: 'a', B: { configMapKeyRef: { name: 'b', key: 'c' } }, C: kplus.EnvValue.fromValue('c') },
    });

    expect(['A', 'B', 'C'].map(variable)).toEqual(['a', { configMapKeyRef: { name: 'b', key: 'c' } }, 'c']);
  });

  test('of a kind that the model does not know are refused by name', () => {
    const value = kplus.EnvValue.fromResource(kplus.ResourceFieldPaths.MEMORY_LIMIT);
    const { cluster } = make({ env: { LIMIT: value } });

    expect(cluster.node.validate()).toEqual([
      expect.stringMatching(/^BeamCluster "api": env\.LIMIT\.resourceFieldRef is not a known property\. /),
    ]);
  });
});
