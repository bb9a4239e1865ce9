import { ApiObject, Duration, JsonPatch, Size, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { handWrittenSurroundings } from './hand-written-surroundings';

/**
 * The founding example as somebody who knows cdk8s-plus would write it by hand, down to the same objects: cdk8s-plus
 * wherever it can say a thing, its bindings and patches where it cannot.
 */
export function handWritten(chart: Chart, name: string): void {
  const selector = {
    app: name,
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
  };
  const labels = { ...selector, 'app.kubernetes.io/managed-by': 'beam-cluster' };
  const metadata = { name, labels };
  handWrittenSurroundings(chart, { name, labels, selector });
  const deployment = new kplus.Deployment(chart, `${name}-workload`, {
    metadata,
    select: false,
    replicas: 3,
    minReady: Duration.seconds(10),
    progressDeadline: Duration.seconds(600),
    strategy: kplus.DeploymentStrategy.rollingUpdate({
      maxSurge: kplus.PercentOrAbsolute.absolute(1),
      maxUnavailable: kplus.PercentOrAbsolute.absolute(0),
    }),
    podMetadata: { labels, annotations: { 'beam-cluster/remote-vm-args': '-dist_listen false' } },
    automountServiceAccountToken: false,
    terminationGracePeriod: Duration.seconds(60),
    securityContext: {
      ensureNonRoot: true,
      user: 65534,
      group: 65534,
      fsGroup: 65534,
      fsGroupChangePolicy: kplus.FsGroupChangePolicy.ON_ROOT_MISMATCH,
    },
  });
  deployment.select(kplus.LabelSelector.of({ labels: selector }));
  deployment.addContainer(container(chart, name));
  const spread = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selector },
    matchLabelKeys: ['pod-template-hash'],
  });
  const pod = '/spec/template/spec';
  ApiObject.of(deployment).addJsonPatch(
    // A hash of the construct's path, which restarts the pods when the construct moves.
    JsonPatch.remove('/spec/template/metadata/labels/cdk8s.io~1metadata.addr'),
    JsonPatch.add('/spec/revisionHistoryLimit', 10),
    JsonPatch.add(`${pod}/enableServiceLinks`, false),
    JsonPatch.add(`${pod}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }),
    JsonPatch.add(`${pod}/topologySpreadConstraints`, [
      spread('topology.kubernetes.io/zone'),
      spread('kubernetes.io/hostname'),
    ]),
    ...['startupProbe', 'readinessProbe', 'livenessProbe'].map((each) =>
      JsonPatch.add(`${pod}/containers/0/${each}/httpGet/httpHeaders`, [{ name: 'Host', value: 'localhost' }]),
    ),
    // cdk8s-plus writes 2048Mi, which the API server keeps as 2Gi.
    JsonPatch.replace(`${pod}/volumes/1/emptyDir/sizeLimit`, { value: '2Gi' }),
    JsonPatch.add(`${pod}/volumes/-`, { name: 'beam-cluster-files', downwardApi: { items: [remoteVmArgs] } }),
    JsonPatch.add(`${pod}/containers/0/volumeMounts/-`, {
      name: 'beam-cluster-files',
      mountPath: '/etc/beam-cluster',
      readOnly: true,
    }),
  );
}

const remoteVmArgs = {
  path: 'remote.vm.args',
  fieldRef: { fieldPath: "metadata.annotations['beam-cluster/remote-vm-args']" },
};

function container(chart: Chart, name: string): kplus.ContainerProps {
  const folder = (volume: string, path: string, size: Size): kplus.VolumeMount => ({
    path,
    volume: kplus.Volume.fromEmptyDir(chart, `${name}-${volume}`, volume, { sizeLimit: size }),
  });
  return {
    name,
    image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [
      { name: 'http', number: 4000, protocol: kplus.Protocol.TCP },
      { name: 'epmd', number: 4369, protocol: kplus.Protocol.TCP },
      { name: 'distribution', number: 9100, protocol: kplus.Protocol.TCP },
    ],
    envVariables: variables(chart, name),
    resources: {
      cpu: { request: kplus.Cpu.millis(250) },
      memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) },
    },
    startup: probe({ period: 1, timeout: 2, failures: 300 }),
    readiness: probe({ period: 5, timeout: 3, failures: 3 }),
    liveness: probe({ period: 10, timeout: 5, failures: 6 }),
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    securityContext: {
      ensureNonRoot: true,
      user: 65534,
      group: 65534,
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
    volumeMounts: [
      folder('beam-cluster-tmp', '/tmp', Size.mebibytes(256)),
      folder('beam-cluster-crash', '/var/crash', Size.gibibytes(2)),
    ],
  };
}

function variables(chart: Chart, name: string): Record<string, kplus.EnvValue> {
  const secret = kplus.Secret.fromSecretName(chart, `${name}-secrets`, 'rsolv-api-secrets');
  const flags = '+sbwt none +sbwtdcpu none +sbwtdio none +Q 65536';
  return {
    POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
    POD_NAMESPACE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAMESPACE),
    POD_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP),
    RELEASE_COOKIE: kplus.EnvValue.fromSecretValue({ secret, key: 'erlang-cookie' }),
    RELEASE_DISTRIBUTION: kplus.EnvValue.fromValue('name'),
    RELEASE_NODE: kplus.EnvValue.fromValue(`${name.replaceAll('-', '_')}@$(POD_IP)`),
    CLUSTER_SERVICE_NAME: kplus.EnvValue.fromValue(`${name}-headless`),
    DNS_CLUSTER_QUERY: kplus.EnvValue.fromValue(`${name}-headless`),
    CLUSTER_DRAIN_SECONDS: kplus.EnvValue.fromValue('45'),
    ERL_AFLAGS: kplus.EnvValue.fromValue(
      `-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100 net_ticktime 15 ${flags}`,
    ),
    ERL_CRASH_DUMP: kplus.EnvValue.fromValue('/var/crash/erl_crash.dump'),
    ERL_CRASH_DUMP_SECONDS: kplus.EnvValue.fromValue('30'),
    RELEASE_REMOTE_VM_ARGS: kplus.EnvValue.fromValue('/etc/beam-cluster/remote.vm.args'),
    RELEASE_TMP: kplus.EnvValue.fromValue('/tmp'),
    PORT: kplus.EnvValue.fromValue('4000'),
    PHX_HOST: kplus.EnvValue.fromValue('api.rsolv.dev'),
  };
}

function probe(seconds: { readonly period: number; readonly timeout: number; readonly failures: number }): kplus.Probe {
  return kplus.Probe.fromHttpGet('/health', {
    port: 4000,
    scheme: kplus.ConnectionScheme.HTTP,
    initialDelaySeconds: Duration.seconds(0),
    periodSeconds: Duration.seconds(seconds.period),
    timeoutSeconds: Duration.seconds(seconds.timeout),
    successThreshold: 1,
    failureThreshold: seconds.failures,
  });
}
