import type { NodeSoftware } from '../machine/node-software';
import { pauseImage } from '../machine/images';
import { controlPlaneAddress } from './addresses';

export const containerdSocket = '/run/containerd.sock';

/** What containerd reads, as TOML. */
export function printContainerdSettings({ cni, runc }: NodeSoftware): string {
  const unused = ['btrfs', 'aufs', 'zfs', 'devmapper'].map((name) => `io.containerd.snapshotter.v1.${name}`);
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return [
    'version = 2',
    'root = "/run/containerd/root"',
    'state = "/run/containerd/state"',
    `disabled_plugins = ${JSON.stringify(['io.containerd.internal.v1.opt', 'io.containerd.tracing.processor.v1.otlp', ...unused])}`,
    '[grpc]',
    `address = "${containerdSocket}"`,
    `[${cri}]`,
    `sandbox_image = "${pauseImage}"`,
    'restrict_oom_score_adj = true',
    `[${cri}.cni]`,
    `bin_dir = "${cni}"`,
    'conf_dir = "/run/cni"',
    `[${cri}.containerd]`,
    'snapshotter = "overlayfs"',
    'default_runtime_name = "runc"',
    `[${cri}.containerd.runtimes.runc]`,
    'runtime_type = "io.containerd.runc.v2"',
    `[${cri}.containerd.runtimes.runc.options]`,
    `BinaryName = "${runc}"`,
    'SystemdCgroup = false',
    '',
  ].join('\n');
}

/** The pods' network: a bridge on each node, and addresses from the node's own range. */
export function printNetworkSettings(podRange: string): string {
  const ipam = {
    type: 'host-local',
    dataDir: '/run/cni-data',
    ranges: [[{ subnet: podRange }]],
    routes: [{ dst: '0.0.0.0/0' }],
  };
  const plugin = { type: 'bridge', bridge: 'pods', isGateway: true, hairpinMode: true, ipMasq: false, ipam };
  return JSON.stringify({ cniVersion: '1.0.0', name: 'pods', plugins: [plugin] });
}

/** What the kubelet reads. */
export function kubeletSettings(controlGroup: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: controlGroup,
    cgroupsPerQOS: true,
    enforceNodeAllocatable: [],
    failSwapOn: false,
    failCgroupV1: false,
    makeIPTablesUtilChains: false,
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: 'AlwaysAllow' },
    clusterDNS: [controlPlaneAddress],
    clusterDomain: 'cluster.local',
    resolvConf: '',
    podLogsDir: '/run/pod-logs',
    volumePluginDir: '/run/volume-plugins',
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    // Images cannot be pulled again.
    imageGCHighThresholdPercent: 100,
    nodeStatusUpdateFrequency: '4s',
  };
}
