import { modelCluster } from 'beam-cluster/model';
import { printCluster, printStatefulSet, printVariables, withHttp } from './printed';
import { problemsOf, shownText } from './problems-of';

const nameRule = (longest: number) =>
  `name must be a DNS-1035 label of at most ${longest} lower-case letters, digits and "-", starting with a letter`;

describe('the name of a cluster', () => {
  test('is the id, unless the props have one', () => {
    expect(modelCluster('api', withHttp).objects.workload.metadata.name).toBe('api');
    expect(modelCluster('api', { ...withHttp, name: 'shop' }).objects.workload.metadata.name).toBe('shop');
  });

  test('is the stem of every other name', () => {
    const { cookie, objects } = modelCluster('api', { ...withHttp, name: 'shop' });
    const { discovery, service, budget, networkPolicy, workload } = objects;

    expect(printVariables({ name: 'shop' })).toMatchObject({
      RELEASE_NODE: 'shop@$(POD_IP)',
      CLUSTER_SERVICE_NAME: 'shop-headless',
    });
    expect(cookie.secretName).toBe('shop-secrets');
    expect(discovery.metadata.name).toBe('shop-headless');
    expect([service, budget, networkPolicy, workload].map((object) => object?.metadata.name)).toEqual(
      Array(4).fill('shop'),
    );
  });

  test('may have 54 characters, so that the headless name has 63', () => {
    const name = 'a'.repeat(54);

    expect(printCluster({ name }).discovery.metadata.name).toHaveLength(63);
    expect(problemsOf({ ...withHttp, name: `${name}a` })).toEqual([
      `BeamCluster "api": ${nameRule(54)}, got ${shownText(`${name}a`)}.`,
    ]);
  });

  test('may have 52 characters as a StatefulSet, whose pods are labelled with name and revision', () => {
    const name = 'a'.repeat(52);

    expect(printStatefulSet({ name }).metadata.name).toBe(name);
    expect(problemsOf({ ...withHttp, name: `${name}a`, workload: 'StatefulSet' })).toEqual([
      `BeamCluster "api": ${nameRule(52)}, got ${shownText(`${name}a`)}.`,
    ]);
  });

  test.each(['', '1api', '-api', 'api-', 'Api', 'my_api', 'my.api', 'äpi', 'my api', 'api\n'])(
    'cannot be %j',
    (name) => {
      expect(problemsOf({ ...withHttp, name })).toEqual([
        `BeamCluster "api": ${nameRule(54)}, got ${shownText(name)}.`,
      ]);
    },
  );

  test('that comes from the id says so, and what to do', () => {
    expect(problemsOf(withHttp, { id: 'My Cluster' })).toEqual([
      `BeamCluster "My Cluster": ${nameRule(54)}, got "My Cluster". It comes from the id; set name to have another.`,
    ]);
  });

  test.each([undefined, 5, null, {}])('that should come from the id %p is refused and not tripped over', (id) => {
    expect(() => modelCluster(id as never, withHttp)).toThrow(/^BeamCluster ".*": name must be a DNS-1035 label/);
  });
});

describe('the release', () => {
  test('is the name with _ for -, as mix release names it', () => {
    expect(printVariables({ name: 'rsolv-api' })['RELEASE_NODE']).toBe('rsolv_api@$(POD_IP)');
  });

  test('may be another', () => {
    expect(printVariables({ release: 'shop2_web' })['RELEASE_NODE']).toBe('shop2_web@$(POD_IP)');
  });

  test.each(['', 'rsolv-api', 'Rsolv', '2shop', '_shop', 'shop@web', 'shöp', 'my shop', 'a'.repeat(64)])(
    'that is no atom is refused: %j',
    (release) => {
      expect(problemsOf({ ...withHttp, release })).toEqual([
        `BeamCluster "api": release must be an Erlang atom of lower-case letters, digits and "_", starting with a letter, got ${shownText(release)}. Use the name of the release in mix.exs.`,
      ]);
    },
  );
});

describe('labels', () => {
  test('of the selector are app, as kubectl logs -l app=api needs it, and two of app.kubernetes.io', () => {
    const { workload } = printCluster({ labels: { team: 'payments' } });

    expect(workload.spec.selector.matchLabels).toEqual({
      app: 'api',
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/instance': 'api',
    });
  });

  test('of every object and of the pods are those of the selector and what was given', () => {
    const { discovery, service, budget, networkPolicy, workload } = printCluster({ labels: { team: 'payments' } });
    const labels = {
      app: 'api',
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/instance': 'api',
      'app.kubernetes.io/managed-by': 'beam-cluster',
      team: 'payments',
    };

    expect(workload.spec.template.metadata.labels).toEqual(labels);
    for (const object of [discovery, service, budget, networkPolicy, workload]) {
      expect(object?.metadata.labels).toEqual(labels);
    }
  });

  test('of the selector cannot be given', () => {
    const labels = { app: 'shop', 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/instance': 'shop' };

    expect(problemsOf({ ...withHttp, labels })).toEqual(
      Object.keys(labels).map(
        (key) => `BeamCluster "api": labels.${key} selects the pods and cannot be given. Use another key.`,
      ),
    );
  });

  test('may say what else manages the objects', () => {
    const { discovery } = printCluster({ labels: { 'app.kubernetes.io/managed-by': 'argo' } });

    expect(discovery.metadata.labels['app.kubernetes.io/managed-by']).toBe('argo');
  });
});
