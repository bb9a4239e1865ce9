import { healthyFacts } from '../healthy';
import { fault, workload, type Fault } from './fault';

/** What is wrong in the manifest of the workload. */
export const faultsOfManifest: readonly Fault[] = [
  fault('no-replicas', 'scaled to 0', workload, {
    '$spec/replicas': 0,
    '/pods/2': undefined,
    '/pods/1': undefined,
    '/pods/0': undefined,
  }),
  fault('pods-not-created', 'a quota is used up', workload, {
    '/workload/object/status': {
      conditions: [{ type: 'ReplicaFailure', status: 'True', message: 'exceeded quota: pods' }],
    },
  }),
  fault(
    'pods-not-created',
    'a quota is used up for a StatefulSet',
    'StatefulSet rsolv-api',
    {
      '/workload/object/status': { replicas: 0 },
      '/events/value/-': {
        reason: 'FailedCreate',
        message: 'exceeded quota: pods',
        involvedObject: { kind: 'StatefulSet', name: 'rsolv-api' },
      },
    },
    healthyFacts({ workload: 'StatefulSet' }),
  ),
  fault('cookie-secret-missing', 'the Secret was deleted', 'Secret rsolv-api-secrets', {
    '/cookieSecret': { ok: true },
  }),
  fault('cookie-key-missing', 'the key has another name', 'Secret rsolv-api-secrets', {
    '/cookieSecret/value': { keys: ['cookie'] },
  }),
  fault('cookie-not-given', 'the variable was removed', workload, { '$container/env/[RELEASE_COOKIE]': undefined }),
  fault('pod-ip-too-late', 'POD_IP comes after RELEASE_NODE', workload, {
    '$container/env/[POD_IP]': undefined,
    '$container/env/-': { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
  }),
  fault('node-name-unknown', 'POD_IP was removed', workload, { '$container/env/[POD_IP]': undefined }),
  fault('node-name-without-address', 'the node is named after its pod', workload, {
    '$container/env/[RELEASE_NODE]/value': 'rsolv_api@$(POD_NAME)',
  }),
  fault('short-names', 'short names', workload, { '$container/env/[RELEASE_DISTRIBUTION]/value': 'sname' }),
  fault('service-not-named', 'no Service is named', workload, { '$container/env/[CLUSTER_SERVICE_NAME]': undefined }),
  fault('dns-policy', 'the DNS of the machine', workload, { '$template/dnsPolicy': 'Default' }),
  fault('dns-policy', 'the network of the machine', workload, { '$template/hostNetwork': true }),
  fault('flag-given-twice', 'the cookie as a flag beside that of the release', workload, {
    '$container/env/-': { name: 'ERL_ZFLAGS', value: '-setcookie $(RELEASE_COOKIE)' },
  }),
  fault('epmd-on-loopback', 'epmd listens on 127.0.0.1', workload, {
    '$container/env/-': { name: 'ERL_EPMD_ADDRESS', value: '127.0.0.1' },
  }),
  fault('epmd-not-used', 'no epmd is started', workload, {
    '$container/env/-': { name: 'ERL_ZFLAGS', value: '-start_epmd false' },
  }),
  fault('node-not-listening', 'the node listens to itself', workload, {
    '$container/env/[ERL_AFLAGS]/value':
      '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100 inet_dist_use_interface {127,0,0,1} +Q 65536',
  }),
  fault('node-hidden', 'a hidden node', workload, {
    '$container/env/-': { name: 'ERL_FLAGS', value: '-hidden +Q 1024' },
  }),
  fault('cookie-in-manifest', 'a literal cookie', workload, {
    '$container/env/[RELEASE_COOKIE]': { name: 'RELEASE_COOKIE', value: 'literal' },
  }),
  fault('one-replica', 'one replica', workload, { '$spec/replicas': 1 }),
  fault('rollout-paused', 'the rollout is paused', workload, { '$spec/paused': true }),
  fault('rollout-recreates', 'Recreate', workload, { '$spec/strategy': { type: 'Recreate' } }),
  fault('liveness-before-boot', 'no startup probe', workload, {
    '$container/startupProbe': undefined,
    '$container/livenessProbe/failureThreshold': 1,
  }),
  fault('liveness-asks-peers', 'liveness asks readiness', workload, {
    '$container/livenessProbe/httpGet/path': '/ready',
  }),
  fault('no-readiness-probe', 'no readiness probe', workload, { '$container/readinessProbe': undefined }),
  fault('grace-too-short', 'less grace than drain', workload, { '$template/terminationGracePeriodSeconds': 30 }),
  fault('memory-above-request', 'less requested than allowed', workload, {
    '$container/resources/requests/memory': '128Mi',
  }),
  fault('cpu-limit', 'a CPU limit', workload, { '$container/resources/limits/cpu': '500m' }),
  fault('nowhere-to-write', 'no RELEASE_TMP', workload, { '$container/env/[RELEASE_TMP]': undefined }),
];
