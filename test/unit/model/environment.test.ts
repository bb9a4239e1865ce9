import type { BeamClusterProps } from 'beam-cluster/model';
import { printContainer, printVariables, withHttp } from './printed';
import { problemsOf, shownText } from './problems-of';

const namesOf = (given: Partial<BeamClusterProps> = {}) => printContainer(given).env.map(({ name }) => name);

describe('the environment of the cluster', () => {
  test('is that of the contract', () => {
    expect(printVariables()).toEqual({
      POD_NAME: { fieldRef: { fieldPath: 'metadata.name' } },
      POD_NAMESPACE: { fieldRef: { fieldPath: 'metadata.namespace' } },
      POD_IP: { fieldRef: { fieldPath: 'status.podIP' } },
      RELEASE_COOKIE: { secretKeyRef: { name: 'api-secrets', key: 'erlang-cookie' } },
      RELEASE_DISTRIBUTION: 'name',
      RELEASE_NODE: 'api@$(POD_IP)',
      CLUSTER_SERVICE_NAME: 'api-headless',
      DNS_CLUSTER_QUERY: 'api-headless',
      CLUSTER_DRAIN_SECONDS: '45',
      ERL_AFLAGS: expect.stringMatching(/^-kernel inet_dist_listen_min 9100 /) as string,
      ERL_CRASH_DUMP: '/var/crash/erl_crash.dump',
      ERL_CRASH_DUMP_SECONDS: '30',
      RELEASE_REMOTE_VM_ARGS: '/etc/beam-cluster/remote.vm.args',
      RELEASE_TMP: '/tmp',
      PORT: '4000',
    });
  });

  test('has POD_IP before whatever uses it, since the kubelet resolves in order', () => {
    const names = namesOf();

    expect(names.indexOf('POD_IP')).toBeLessThan(names.indexOf('RELEASE_NODE'));
  });

  test('does not have the number of replicas, so that scaling restarts no pod', () => {
    expect(printContainer({ replicas: 3 })).toEqual(printContainer({ replicas: 30 }));
  });

  test('has the domain where it is given, and the epmd port where it is another', () => {
    expect(printVariables({ clusterDomain: 'k8s.acme.dev', ports: { epmd: 4370 } })).toMatchObject({
      CLUSTER_DOMAIN: 'k8s.acme.dev',
      ERL_EPMD_PORT: '4370',
    });
    expect(printVariables()).not.toHaveProperty('CLUSTER_DOMAIN');
    expect(printVariables()).not.toHaveProperty('ERL_EPMD_PORT');
  });

  test('asks the whole name for dns_cluster where the domain is given, since the pod may then have no search list', () => {
    const names = namesOf({ clusterDomain: 'k8s.acme.dev' });
    const { DNS_CLUSTER_QUERY: query } = printVariables({ clusterDomain: 'k8s.acme.dev' });

    expect(query).toBe('api-headless.$(POD_NAMESPACE).svc.k8s.acme.dev');
    expect(names.indexOf('POD_NAMESPACE')).toBeLessThan(names.indexOf('DNS_CLUSTER_QUERY'));
  });

  test.each(['', 'cluster.local.', 'Cluster.local', 'cluster local'])('has no domain like %j', (clusterDomain) => {
    expect(problemsOf({ ...withHttp, clusterDomain })).toEqual([
      `BeamCluster "api": clusterDomain must be a DNS domain such as "cluster.local", without a dot at its end, got ${shownText(clusterDomain)}.`,
    ]);
  });

  test.each([
    ['POD_IP', 'It is fixed; remove it.'],
    ['RELEASE_DISTRIBUTION', 'It is fixed; remove it.'],
    ['RELEASE_COOKIE', 'Use the property cookie.'],
    ['RELEASE_NODE', 'Use the property release.'],
    ['CLUSTER_SERVICE_NAME', 'Use the property name.'],
    ['CLUSTER_DRAIN_SECONDS', 'Use the property drain.shutdownSeconds.'],
    ['ERL_EPMD_PORT', 'Use the property ports.epmd.'],
    ['ERL_AFLAGS', 'Use the property vmFlags.'],
  ])('cannot be set by the user: %s', (name, remedy) => {
    expect(problemsOf({ ...withHttp, env: { [name]: 'x' } })).toEqual([
      `BeamCluster "api": env.${name} is set by the cluster itself. ${remedy}`,
    ]);
  });
});

describe('the environment of the application', () => {
  test('comes after that of the cluster, in the order given', () => {
    const names = namesOf({ env: { Z: '1', A: '2' } });

    expect(names.slice(-3)).toEqual(['PORT', 'Z', 'A']);
  });

  test('has PORT from http, unless it has one of its own', () => {
    expect(printVariables()['PORT']).toBe('4000');
    expect(namesOf({ env: { PORT: '80' } }).filter((name) => name === 'PORT')).toHaveLength(1);
    expect(printVariables({ env: { PORT: '80' } })['PORT']).toBe('80');
  });

  test('has the query of dns_cluster, unless it has one of its own', () => {
    const env = { DNS_CLUSTER_QUERY: 'other.nodes' };

    expect(namesOf({ env }).filter((name) => name === 'DNS_CLUSTER_QUERY')).toHaveLength(1);
    expect(printVariables({ env })['DNS_CLUSTER_QUERY']).toBe('other.nodes');
  });

  test('takes text, empty text and references', () => {
    const env = {
      TEXT: 'a',
      EMPTY: '',
      SECRET: { secretKeyRef: { name: 'db', key: 'url', optional: true } },
      CONFIG: { configMapKeyRef: { name: 'cfg', key: 'x' } },
      FIELD: { fieldRef: { fieldPath: 'spec.nodeName' } },
      LABEL: { fieldRef: { fieldPath: "metadata.labels['app.kubernetes.io/name']" } },
    };

    expect(printVariables({ env })).toMatchObject(env);
  });

  test.each(['__proto__', 'constructor', 'toString'])('may have a variable named as %s', (name) => {
    expect(namesOf({ env: Object.fromEntries([[name, 'x']]) }).at(-1)).toBe(name);
  });
});
