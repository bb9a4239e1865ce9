import type { types } from '@pulumi/kubernetes';

type Labels = Record<string, string>;

/** What the Deployment of the founding example says of its pods, by hand. */
export function deploymentSpec(name: string, labels: Labels, selector: Labels): types.input.apps.v1.DeploymentSpec {
  const spread = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selector },
    matchLabelKeys: ['pod-template-hash'],
  });
  return {
    replicas: 3,
    minReadySeconds: 10,
    progressDeadlineSeconds: 600,
    revisionHistoryLimit: 10,
    selector: { matchLabels: selector },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: { labels, annotations: { 'beam-cluster/remote-vm-args': '-dist_listen false' } },
      spec: {
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: 60,
        securityContext: { ...user, fsGroup: 65534, fsGroupChangePolicy: 'OnRootMismatch' },
        topologySpreadConstraints: [spread('topology.kubernetes.io/zone'), spread('kubernetes.io/hostname')],
        containers: [container(name)],
        volumes: [
          { name: 'beam-cluster-tmp', emptyDir: { sizeLimit: '256Mi' } },
          { name: 'beam-cluster-crash', emptyDir: { sizeLimit: '2Gi' } },
          { name: 'beam-cluster-files', downwardAPI: { items: [remoteVmArgs] } },
        ],
      },
    },
  };
}

const user = {
  runAsNonRoot: true,
  runAsUser: 65534,
  runAsGroup: 65534,
  seccompProfile: { type: 'RuntimeDefault' },
};

const remoteVmArgs = {
  path: 'remote.vm.args',
  fieldRef: { fieldPath: "metadata.annotations['beam-cluster/remote-vm-args']" },
};

function container(name: string): types.input.core.v1.Container {
  return {
    name,
    image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
    imagePullPolicy: 'IfNotPresent',
    ports: [
      { name: 'http', containerPort: 4000, protocol: 'TCP' },
      { name: 'epmd', containerPort: 4369, protocol: 'TCP' },
      { name: 'distribution', containerPort: 9100, protocol: 'TCP' },
    ],
    env: variables(name),
    resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } },
    startupProbe: probe({ periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 300 }),
    readinessProbe: probe({ periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 }),
    livenessProbe: probe({ periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
    lifecycle: { preStop: { exec: { command: ['sleep', '10'] } } },
    securityContext: {
      ...user,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [
      { name: 'beam-cluster-tmp', mountPath: '/tmp' },
      { name: 'beam-cluster-crash', mountPath: '/var/crash' },
      { name: 'beam-cluster-files', mountPath: '/etc/beam-cluster', readOnly: true },
    ],
  };
}

function variables(name: string): types.input.core.v1.EnvVar[] {
  const field = (variable: string, fieldPath: string) => ({ name: variable, valueFrom: { fieldRef: { fieldPath } } });
  const flags = '+sbwt none +sbwtdcpu none +sbwtdio none +Q 65536';
  return [
    field('POD_NAME', 'metadata.name'),
    field('POD_NAMESPACE', 'metadata.namespace'),
    field('POD_IP', 'status.podIP'),
    { name: 'RELEASE_COOKIE', valueFrom: { secretKeyRef: { name: 'rsolv-api-secrets', key: 'erlang-cookie' } } },
    { name: 'RELEASE_DISTRIBUTION', value: 'name' },
    { name: 'RELEASE_NODE', value: `${name.replaceAll('-', '_')}@$(POD_IP)` },
    { name: 'CLUSTER_SERVICE_NAME', value: `${name}-headless` },
    { name: 'DNS_CLUSTER_QUERY', value: `${name}-headless` },
    { name: 'CLUSTER_DRAIN_SECONDS', value: '45' },
    {
      name: 'ERL_AFLAGS',
      value: `-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100 net_ticktime 15 ${flags}`,
    },
    { name: 'ERL_CRASH_DUMP', value: '/var/crash/erl_crash.dump' },
    { name: 'ERL_CRASH_DUMP_SECONDS', value: '30' },
    { name: 'RELEASE_REMOTE_VM_ARGS', value: '/etc/beam-cluster/remote.vm.args' },
    { name: 'RELEASE_TMP', value: '/tmp' },
    { name: 'PORT', value: '4000' },
    { name: 'PHX_HOST', value: 'api.rsolv.dev' },
  ];
}

type Patience = Required<Pick<types.input.core.v1.Probe, 'periodSeconds' | 'timeoutSeconds' | 'failureThreshold'>>;

function probe(patience: Patience): types.input.core.v1.Probe {
  const httpHeaders = [{ name: 'Host', value: 'localhost' }];
  return {
    httpGet: { path: '/health', port: 4000, scheme: 'HTTP', httpHeaders },
    initialDelaySeconds: 0,
    successThreshold: 1,
    ...patience,
  };
}
