import { allPods, fault, pod, podName, recently, workload, type Fault } from './fault';

const terminated = (exitCode: number, reason: string) => ({ terminated: { exitCode, reason, finishedAt: recently } });
const waiting = (reason: string, message = '') => ({ waiting: { reason, message } });
const event = (reason: string, message: string) => ({
  reason,
  message,
  involvedObject: { kind: 'Pod', name: podName },
});

/** What is wrong with pods, and with the nodes in them. */
export const faultsOfPods: readonly Fault[] = [
  fault('unschedulable', 'no machine is large enough', pod, {
    '/pods/0/object/status': {
      phase: 'Pending',
      conditions: [
        { type: 'PodScheduled', status: 'False', message: '0/3 nodes are available: 3 Insufficient memory.' },
      ],
    },
    '/pods/0/inside': undefined,
  }),
  fault('image-not-pulled', 'the image is not there', pod, {
    '$status/state': waiting('ImagePullBackOff', 'Back-off pulling image'),
    '/pods/0/inside': undefined,
  }),
  fault('container-not-created', 'another Secret is missing', pod, {
    '$status/state': waiting('CreateContainerConfigError', 'secret "database" not found'),
    '/pods/0/inside': undefined,
  }),
  fault('out-of-memory', 'the limit was reached', pod, { '$status/lastState': terminated(137, 'OOMKilled') }),
  fault('killed-by-liveness', 'the liveness probe failed', pod, {
    '$status/lastState': terminated(137, 'Error'),
    '/events/value/-': event('Killing', 'Container rsolv-api failed liveness probe, will be restarted'),
  }),
  fault('killed-by-liveness', 'the node drained when the liveness probe failed', pod, {
    '$status/lastState': terminated(0, 'Completed'),
    '/events/value/-': event('Killing', 'Container rsolv-api failed liveness probe, will be restarted'),
  }),
  fault('killed-by-liveness', 'the node did not start in time', pod, {
    '$status/lastState': terminated(143, 'Error'),
    '/events/value/-': event('Killing', 'Container rsolv-api failed startup probe, will be restarted'),
  }),
  fault('restarted', 'the VM ended as if all were well', pod, { '$status/lastState': terminated(0, 'Completed') }),
  fault('crash-loop', 'it ends at once', pod, {
    '$status/state': waiting('CrashLoopBackOff'),
    '$status/lastState': terminated(1, 'Error'),
    '/pods/0/inside': undefined,
  }),
  fault('node-silent', 'the VM is frozen', pod, { '/pods/0/inside': { kind: 'silent', seconds: 30 } }),
  fault('node-silent', 'the node cannot be reached by its own release', pod, {
    '$inside/refusal': 'its own release cannot reach it',
  }),
  fault('flag-given-twice', 'vm.args has a cookie too', pod, {
    '$inside/settings': [{ kind: 'flag', name: 'setcookie', value: '', count: 2 }],
  }),
  fault('flag-given-twice', 'a node with two cookies refuses its own release', pod, {
    '$inside/refusal': 'its own release cannot reach it',
    '$inside/settings': [{ kind: 'flag', name: 'setcookie', value: '', count: 2 }],
  }),
  fault('epmd-on-loopback', 'env.sh keeps epmd to itself', pod, {
    '$inside/settings': [{ kind: 'variable', name: 'ERL_EPMD_ADDRESS', value: '127.0.0.1', count: 1 }],
  }),
  fault('epmd-not-used', 'vm.args has another module for epmd', pod, {
    '$inside/settings': [{ kind: 'flag', name: 'epmd_module', value: 'Elixir.Shop.Epmd', count: 1 }],
  }),
  fault('node-not-listening', 'vm.args does not listen', pod, {
    '$inside/settings': [{ kind: 'flag', name: 'dist_listen', value: 'false', count: 1 }],
  }),
  fault('node-hidden', 'sys.config connects to nobody', pod, {
    '$inside/settings': [{ kind: 'kernel', name: 'connect_all', value: 'false', count: 1 }],
  }),
  fault('variable-overridden', 'env.sh names another Service', pod, {
    '$inside/settings': [
      { kind: 'variable', name: 'RELEASE_NODE', value: 'rsolv_api@10.0.1.5', count: 1 },
      { kind: 'variable', name: 'CLUSTER_SERVICE_NAME', value: 'other', count: 1 },
    ],
  }),
  fault('http-not-listening', 'the release was started without PHX_SERVER', pod, {
    '$inside/servers': [{ port: 4000, own: 'econnrefused', loopback: 'econnrefused' }],
  }),
  fault('http-not-listening', 'the endpoint listens at 127.0.0.1', pod, {
    '$inside/servers': [{ port: 4000, own: 'econnrefused', loopback: 'ok' }],
  }),
  fault('probe-redirected', 'force_ssl redirects the probe', pod, {
    '$inside/probes': [
      { name: 'readiness', path: '/ready', status: 301, contentType: 'text/html', location: 'https://acme.dev/ready' },
    ],
  }),
  fault('probe-answered-by-page', 'every path is the same page', pod, {
    '$inside/probes': [{ name: 'liveness', path: '/health', status: 200, contentType: 'text/html', location: '' }],
  }),
  fault('node-not-distributed', 'the image starts without distribution', pod, {
    '$inside/node': 'nonode@nohost',
    '$inside/connected': [],
  }),
  fault('node-name-wrong', 'the image names the node', pod, {
    '$inside/node': 'rsolv_api@127.0.0.1',
    '$inside/connected': [],
  }),
  fault('node-names-equal', 'two nodes have one name', /-0, Pod .*-1$/, {
    '/pods/1/inside/inside/node': 'rsolv_api@10.0.1.5',
  }),
  fault('release-names-differ', 'one pod is of another release', new RegExp(podName), {
    '$inside/node': 'api@10.0.1.5',
    '$inside/connected': [],
    '$inside/peers/0/names': [{ name: 'api', port: 9100 }],
  }),
  fault('runtime-problem', 'the runtime says that no cookie is set', pod, {
    '$inside/runtime/problems': ['no cookie is set; give RELEASE_COOKIE by a secretKeyRef'],
  }),
  fault(
    'dns-fails',
    'CoreDNS is down',
    new RegExp(podName),
    allPods('/inside/inside/dns', { query: 'x.', addresses: [], error: 'timeout' }),
  ),
  fault(
    'dns-lacks-pods',
    'a cache holds an old answer',
    new RegExp(podName),
    allPods('/inside/inside/dns/addresses', ['10.0.1.5']),
  ),
  fault('cookies-differ', 'one pod has the old cookie', pod, {
    '$inside/cookie/fingerprint': 'OTHER',
    '$inside/connected': [],
  }),
  fault('epmd-lacks-node', 'epmd was started again', pod, { '$inside/peers/0/names': [] }),
  fault('distribution-port-differs', 'vm.args has another port', pod, {
    '$inside/peers/0/names': [{ name: 'rsolv_api', port: 9105 }],
  }),
  fault('port-unreachable', 'a firewall drops 9100 into one machine', pod, {
    '/pods/1/inside/inside/peers/0/distribution': 'timeout',
    '/pods/2/inside/inside/peers/0/distribution': 'timeout',
  }),
  fault('port-unreachable', 'epmd is gone', pod, { '/pods/1/inside/inside/peers/0/epmd': 'econnrefused' }),
  fault('not-connected', 'a partition that did not heal', /-0, Pod .*-1, Pod .*-2/, {
    '/pods/0/inside/inside/connected': [],
    '/pods/1/inside/inside/connected': ['rsolv_api@10.0.3.5'],
    '/pods/2/inside/inside/connected': ['rsolv_api@10.0.2.5'],
  }),
  fault('not-ready', 'the readiness probe fails', pod, { '/pods/0/object/status/conditions/1/status': 'False' }),
  fault('cookie-stale', 'the Secret was changed and no pod restarted', 'Secret rsolv-api-secrets', {
    '/cookieSecret/value/cookie/fingerprint': 'NEWER',
  }),
  fault('cookie-weak', 'a short cookie', 'Secret rsolv-api-secrets', {
    '/cookieSecret/value/cookie/weakness': 'is shorter than 20 characters',
  }),
  fault('cookie-weak', 'a short cookie in a Secret that may not be read', 'Secret rsolv-api-secrets', {
    '/cookieSecret': { ok: false, status: 403, reason: 'forbidden' },
    '$inside/cookie/weakness': 'is shorter than 20 characters',
  }),
  fault('port-not-fixed', 'a port by chance', workload, {
    '$container/env/[ERL_AFLAGS]/value': '+Q 65536',
    '/pods/1/inside/inside/peers/1/names/0/port': 40_123,
  }),
  fault('remote-shell-broken', 'a second VM wants the port too', pod, {
    '$inside/refusal': 'its release cannot start a second VM: eaddrinuse',
  }),
  fault('port-table-huge', 'no +Q', pod, { '$inside/portLimit': 134_217_727 }),
  fault('restarted', 'the VM was killed', pod, { '$status/lastState': terminated(137, 'Error') }),
  fault('crash-dump', 'the VM left a dump', pod, {
    '$inside/crashDump': { path: '/var/crash/erl_crash.dump', bytes: 17, writtenAt: recently },
  }),
  fault('versions-mixed', 'one pod has another OTP', workload, {
    '$inside/otp': '27',
    '/workload/object/status': { updatedReplicas: 3 },
  }),
  fault('runtime-differs', 'an old runtime in the image', new RegExp(podName), {
    ...allPods('/inside/inside/runtime/version', '0.0.9'),
    '/workload/object/status': { updatedReplicas: 3 },
  }),
  fault('clock-skew', 'a machine without time', /Pod .*-0, Pod/, {
    '$inside/clock': { earliest: 60_000, latest: 61_000 },
  }),
];
