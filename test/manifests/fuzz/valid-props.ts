import fc, { type Arbitrary } from 'fast-check';
import type { BeamClusterProps } from 'beam-cluster/model';
import { furtherPort, ingress, metric, route, scalingRules, volume } from './valid-parts';
import { initContainers, schedules, sidecars, tasks } from './valid-containers';
import { envValue, quantities, quantity } from './valid-values';
import {
  letters,
  some,
  joined,
  label,
  objectName,
  key,
  variable,
  text,
  annotations,
  labels,
  port,
  seconds,
  amount,
  path,
  flag,
} from './words';

/** Props that are well formed one by one; together they may still contradict each other. */

const probe = fc.record({ path, initialDelaySeconds: seconds, periodSeconds: some(1, 10) }, { requiredKeys: [] });
const optional: Readonly<Required<Record<Exclude<keyof BeamClusterProps, 'image'>, Arbitrary<unknown>>>> = {
  name: label(52),
  namespace: label(63),
  release: joined(some(...letters, '_', '1'), 0, 20).map((tail) => `r${tail}`),
  replicas: fc.oneof(fc.integer({ min: 1, max: 100 }), some('external')),
  autoscaling: fc.record(
    {
      min: fc.integer({ min: 2, max: 5 }),
      max: fc.integer({ min: 4, max: 20 }),
      cpu: some(1, 70, 300),
      memory: some(75),
      metrics: fc.array(metric, { maxLength: 2 }),
      behavior: fc.record({ scaleUp: scalingRules, scaleDown: scalingRules }, { requiredKeys: [] }),
    },
    { requiredKeys: ['min', 'max'] },
  ),
  workload: some('Deployment', 'StatefulSet'),
  http: fc.record({ port, healthPath: path, readyPath: path }, { requiredKeys: ['port'] }),
  ports: fc
    .tuple(
      fc.record({ epmd: port, distribution: port }, { requiredKeys: [] }),
      fc.dictionary(some('metrics', 'admin', 'ws', 'a-9', 'http'), furtherPort, { maxKeys: 3 }),
    )
    .map(([between, further]) => ({ ...further, ...between })),
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
  volumes: fc.dictionary(fc.oneof(label(20), some('a', 'b')), volume, { maxKeys: 3 }),
  sidecars,
  initContainers,
  tasks,
  schedules,
  tmpSize: quantity('1Gi', '512M', '1500k', '1.5Gi'),
  probes: fc.record(
    {
      startup: fc.oneof(some(false as const), probe),
      readiness: probe,
      liveness: fc.oneof(some(false as const), probe),
      host: fc.oneof(some('localhost', 'api.acme.dev'), some(false as const)),
      port,
      scheme: some('HTTP', 'HTTPS'),
      headers: fc.dictionary(some('X-Probe', 'Accept', 'host'), some('', 'a b')),
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
    fc.record(
      {
        type: some('ClusterIP', 'NodePort', 'LoadBalancer'),
        port,
        affinity: fc.oneof(
          fc.record({ timeoutSeconds: some(1, 86_400) }, { requiredKeys: [] }).map((clientIP) => ({ clientIP })),
          fc.record({ name: some('pod', '_a-1'), secure: flag }, { requiredKeys: [] }).map((cookie) => ({ cookie })),
        ),
        appProtocol: some<string | false>('http', 'kubernetes.io/h2c', false),
        annotations,
      },
      { requiredKeys: [] },
    ),
  ),
  ingress,
  route,
  ipFamily: some('IPv4', 'IPv6'),
  headless: fc.record({ publishNotReadyAddresses: flag, annotations }, { requiredKeys: [] }),
  networkPolicy: fc.oneof(
    some(false as const),
    fc.record({ egress: some('open', 'cluster'), dnsPort: some(53, 5_353) }, { requiredKeys: [] }),
  ),
  clusterDomain: some('cluster.local', 'k8s.acme.dev'),
};

// Each property is there in about a fifth of the props, so that they meet in many ways and few contradict each other.
const chosen = fc.subarray(Object.keys(optional), { maxLength: 12 });

// Both lead to the HTTP port.
function neededBy(names: readonly string[]): readonly string[] {
  return names.includes('ingress') || names.includes('route') ? ['http'] : [];
}

export const validProps: Arbitrary<Readonly<Record<string, unknown>>> = fc
  .tuple(fc.record<Readonly<Record<string, unknown>>>(optional), chosen)
  .map(([props, names]) => ({
    image: 'ghcr.io/acme/api:1.0.0',
    ...Object.fromEntries([...names, ...neededBy(names)].map((name) => [name, props[name]])),
  }));
