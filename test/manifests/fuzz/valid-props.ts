import fc, { type Arbitrary } from 'fast-check';
import type { BeamClusterProps } from 'beam-cluster/model';

/** Props that are well formed one by one; together they may still contradict each other. */

const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const joined = (arbitrary: Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.array(arbitrary, { minLength, maxLength }).map((parts) => parts.join(''));

const label = (longest: number) =>
  fc
    .tuple(some(...letters), joined(some(...letters, '0', '9', '-'), 0, longest - 2), some(...letters, '7'))
    .map((parts) => parts.join(''));
const objectName = fc.array(label(20), { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
const key = joined(some(...letters, 'A', 'Z', '0', '.', '_', '-'), 1, 20).filter((text) => !/^\.\.?/.test(text));
const variable = joined(some(...letters, 'A', 'Z', '_'), 1, 12);
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  some('', '$(POD_IP)', '💥', 'a: b', '"', '- x', 'yes'),
);
const qualified = fc.oneof(
  label(40),
  fc.tuple(objectName, label(40)).map((parts) => parts.join('/')),
);
const annotations = fc.dictionary(qualified, text, { maxKeys: 3 });
const labels = fc.dictionary(qualified, fc.oneof(some('', 'A.b_c-9', '1'), label(63)), { maxKeys: 3 });
const port = fc.integer({ min: 1, max: 65_535 });
const seconds = fc.integer({ min: 0, max: 300 });
const amount = fc.oneof(fc.integer({ min: 0, max: 5 }), some('0%', '1%', '25%', '100%'));
const path = some('/', '/health', '/a/b?c=d&e', '/%20');
const flag = fc.boolean();

const reference = fc.record({ name: objectName, key, optional: flag }, { requiredKeys: ['name', 'key'] });
const fieldPath = some('metadata.name', 'spec.nodeName', 'status.podIPs', "metadata.labels['app']");
const envValue = fc.oneof(
  { arbitrary: text, weight: 3 },
  reference.map((secretKeyRef) => ({ secretKeyRef })),
  reference.map((configMapKeyRef) => ({ configMapKeyRef })),
  fieldPath.map((fieldPath) => ({ fieldRef: { fieldPath } })),
);
const probe = fc.record({ path, initialDelaySeconds: seconds, periodSeconds: some(1, 10) }, { requiredKeys: [] });
const quantity = (...quantities: readonly string[]) => some(...quantities);
const quantities = fc.record(
  {
    cpu: quantity('100m', '1', '1000m', '0.5', '2.5', '.0015'),
    memory: quantity('128Mi', '1Gi', '1024Mi', '1.5Gi', '1e9', '12e8', '512M', '1000000k', '1073741824'),
    'ephemeral-storage': quantity('1Gi', '5G'),
  },
  { requiredKeys: [] },
);

const optional: Readonly<Required<Record<Exclude<keyof BeamClusterProps, 'image'>, Arbitrary<unknown>>>> = {
  name: label(52),
  namespace: label(63),
  release: joined(some(...letters, '_', '1'), 0, 20).map((tail) => `r${tail}`),
  replicas: fc.integer({ min: 1, max: 100 }),
  workload: some('Deployment', 'StatefulSet'),
  http: fc.record({ port, healthPath: path, readyPath: path }, { requiredKeys: ['port'] }),
  ports: fc.record({ epmd: port, distribution: port }, { requiredKeys: [] }),
  cookie: fc.record({ secretName: objectName, key }, { requiredKeys: ['secretName'] }),
  env: fc.dictionary(variable, envValue, { maxKeys: 4 }),
  envFrom: fc.array(
    fc.oneof(
      fc.record({ secretName: objectName, prefix: variable, optional: flag }, { requiredKeys: ['secretName'] }),
      fc.record({ configMapName: objectName, prefix: variable }, { requiredKeys: ['configMapName'] }),
    ),
    { maxLength: 3 },
  ),
  secrets: fc.array(objectName, { maxLength: 2 }),
  labels,
  annotations,
  resources: fc.record({ requests: quantities, limits: quantities }, { requiredKeys: [] }),
  command: fc.array(text, { maxLength: 3 }),
  args: fc.array(text, { maxLength: 3 }),
  imagePullPolicy: some('Always', 'IfNotPresent', 'Never'),
  imagePullSecrets: fc.array(fc.oneof(objectName, some('ghcr', 'quay')), { maxLength: 2 }),
  serviceAccount: fc.record({ name: objectName, automountToken: flag }, { requiredKeys: [] }),
  podSecurity: fc.record(
    {
      user: fc.oneof(port, some(false as const)),
      group: fc.oneof(port, some(false as const)),
      readOnlyRootFilesystem: flag,
    },
    { requiredKeys: [] },
  ),
  tmpSize: quantity('1Gi', '512M', '1500k', '1.5Gi'),
  probes: fc.record(
    {
      startup: fc.oneof(some(false as const), probe),
      readiness: probe,
      liveness: fc.oneof(some(false as const), probe),
      host: fc.oneof(some('localhost', 'api.acme.dev'), some(false as const)),
    },
    { requiredKeys: [] },
  ),
  drain: fc.record(
    { preStopSeconds: some(0, 5, 30), shutdownSeconds: some(1, 30), graceSeconds: some(66, 300) },
    { requiredKeys: [] },
  ),
  rollout: fc.record(
    { maxSurge: amount, maxUnavailable: amount, minReadySeconds: seconds, revisionHistoryLimit: some(0, 5) },
    { requiredKeys: [] },
  ),
  disruptionBudget: fc.oneof(
    some(false as const),
    amount.map((maxUnavailable) => ({ maxUnavailable })),
    amount.map((minAvailable) => ({ minAvailable })),
  ),
  spread: fc.oneof(some(false as const), fc.record({ zones: some('prefer', 'require'), hosts: some('ignore') })),
  scheduling: fc.record(
    {
      nodeSelector: labels,
      tolerations: some([], [{ key: 'dedicated', value: 'beam' }], [{ operator: 'Exists', effect: 'NoExecute' }]),
      affinity: some(
        {},
        {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: 'kubernetes.io/hostname', labelSelector: {} },
            ],
          },
        },
      ),
      priorityClassName: some('system-cluster-critical'),
      runtimeClassName: objectName,
      schedulerName: objectName,
      hostAliases: some(
        [],
        [
          { ip: '10.0.0.5', hostnames: ['db'] },
          { ip: '::1', hostnames: ['localhost6'] },
        ],
      ),
      dnsPolicy: some('ClusterFirst', 'ClusterFirstWithHostNet'),
      dnsConfig: some(
        {},
        { nameservers: ['10.0.0.1'], searches: ['acme.dev'], options: [{ name: 'ndots', value: '2' }] },
      ),
    },
    { requiredKeys: [] },
  ),
  vmFlags: fc.record(
    {
      busyWait: flag,
      maxPorts: some(1_024, 65_536),
      netTicktime: some(4, 60),
      extra: some([], ['+P', '1000000'], ['-proto_dist', 'inet_tls']),
    },
    { requiredKeys: [] },
  ),
  service: fc.oneof(
    some(false as const),
    fc.record({ type: some('ClusterIP', 'NodePort', 'LoadBalancer'), port, annotations }, { requiredKeys: [] }),
  ),
  ipFamily: some('IPv4', 'IPv6'),
  headless: fc.record({ publishNotReadyAddresses: flag, annotations }, { requiredKeys: [] }),
  networkPolicy: fc.oneof(some(false as const), fc.record({ egress: some('open', 'cluster') }, { requiredKeys: [] })),
  clusterDomain: some('cluster.local', 'k8s.acme.dev'),
};

// Each property is there in about a fifth of the props, so that they meet in many ways and few contradict each other.
const chosen = fc.subarray(Object.keys(optional), { maxLength: 12 });

export const validProps: Arbitrary<Readonly<Record<string, unknown>>> = fc
  .tuple(fc.record<Readonly<Record<string, unknown>>>(optional), chosen)
  .map(([props, names]) => ({
    image: 'ghcr.io/acme/api:1.0.0',
    ...Object.fromEntries(names.map((name) => [name, props[name]])),
  }));
