import { join } from 'node:path';
import { waitFor } from '../../nodes/wait';
import { logFolder, programFolder } from '../machine/paths';
import type { Parts } from '../machine/prepare';
import { hostAddress, podRange, podRangeOf } from './addresses';
import { makeControlGroup } from './control-groups';
import { Host } from './host';
import { routeToPods } from './network';
import { containerdSocket, kubeletSettings, printContainerdSettings, printNetworkSettings } from './node-settings';
import { startUp } from './start-up';

export interface NodeSettings {
  /** Names the cluster among those of the machine. */
  readonly cluster: string;
  /** From 1 on. */
  readonly number: number;
  /** How many nodes the cluster has. */
  readonly nodes: number;
  readonly parts: Parts;
  readonly kubeconfig: string;
}

/** The name of a node, by its number. */
export function nodeName(number: number): string {
  return `node${number}`;
}

/** Boots a host that runs pods: containerd, kubelet and kube-proxy, in a zone of its own. */
export async function bootNode(settings: NodeSettings): Promise<Host> {
  const { number, nodes, parts, cluster } = settings;
  const host = await Host.boot({
    name: nodeName(number),
    address: hostAddress(number),
    logs: logFolder(cluster),
    setUp: makeFolders,
  });
  await routeToPods(host, nodes, number);
  await write(host, '/run/containerd.toml', printContainerdSettings(parts.software));
  await write(host, '/run/cni/10-pods.conflist', printNetworkSettings(podRangeOf(number)));
  const controlGroup = makeControlGroup(cluster, nodeName(number));
  await write(host, '/run/kubelet.json', JSON.stringify(kubeletSettings(controlGroup)));
  const environment = { PATH: `${parts.software.path}:${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
  host.serve('containerd', ['containerd', '-c', '/run/containerd.toml'], environment);
  await importImages(host, parts);
  const kubernetes = join(programFolder, 'kubernetes');
  host.serve('kubelet', [kubernetes, 'kubelet', ...kubeletFlags(settings)], environment);
  host.serve('kube-proxy', [kubernetes, 'kube-proxy', ...proxyFlags(settings)], environment);
  return host;
}

const makeFolders = 'mkdir -p /run/cni /run/cni-data /run/containerd /run/kubelet /run/pod-logs /run/volume-plugins';

function write(host: Host, path: string, text: string): Promise<string> {
  return host.run(['sh', '-c', `cat > ${path}`], text);
}

async function importImages(host: Host, { software, images }: Parts): Promise<void> {
  const ctr = ['env', `PATH=${software.path}`, 'ctr', '--address', containerdSocket];
  await waitFor(`containerd to answer on ${host.name}`, () => host.run([...ctr, 'version']), startUp);
  for (const { file } of images) await host.run([...ctr, '--namespace', 'k8s.io', 'images', 'import', file]);
}

function kubeletFlags({ number, kubeconfig }: NodeSettings): readonly string[] {
  return [
    '--config=/run/kubelet.json',
    `--kubeconfig=${kubeconfig}`,
    '--root-dir=/run/kubelet',
    '--cert-dir=/run/kubelet/pki',
    `--hostname-override=${nodeName(number)}`,
    `--node-ip=${hostAddress(number)}`,
    `--node-labels=topology.kubernetes.io/zone=zone${number}`,
  ];
}

function proxyFlags({ number, kubeconfig }: NodeSettings): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    '--proxy-mode=nftables',
    `--hostname-override=${nodeName(number)}`,
    // What comes from elsewhere, such as from the tests, gets its answer back through the node that it came to.
    `--cluster-cidr=${podRange}`,
    '--conntrack-max-per-core=0',
    '--conntrack-tcp-timeout-established=0',
    '--conntrack-tcp-timeout-close-wait=0',
  ];
}
