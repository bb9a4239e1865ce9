import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryCommand } from '../../nodes/machine/run';
import { waitFor } from '../../nodes/wait';
import { programFolder } from '../machine/paths';
import { controlPlaneAddress, serviceRange } from './addresses';
import { printCorefile, type DnsMode } from './dns-settings';
import { Host } from './host';
import { routeToPods } from './network';
import { startUp } from './start-up';

const kubernetes = join(programFolder, 'kubernetes');
export const apiServer = `https://${controlPlaneAddress}:6443`;

/** The host of etcd, the API server, the controllers, the scheduler and CoreDNS; no pods run on it. */
export class ControlPlane {
  private constructor(
    private readonly host: Host,
    /** Folder with the cluster's credentials and settings. */
    private readonly folder: string,
  ) {}

  /** The file with which anybody may do anything in the cluster. */
  get kubeconfig(): string {
    return join(this.folder, 'admin.conf');
  }

  static async boot(folder: string, logs: string, nodes: number): Promise<ControlPlane> {
    const host = await Host.boot({ name: 'control-plane', address: controlPlaneAddress, logs });
    await routeToPods(host, nodes, 0);
    const controlPlane = new ControlPlane(host, folder);
    await controlPlane.start();
    return controlPlane;
  }

  /** Starts CoreDNS again with other settings. */
  async setDns(mode: DnsMode): Promise<void> {
    writeFileSync(this.corefile, printCorefile(mode, this.kubeconfig));
    await this.host.service('coredns').stop();
    this.host.service('coredns').start();
  }

  async stopDns(): Promise<void> {
    await this.host.service('coredns').stop();
  }

  startDns(): void {
    this.host.service('coredns').start();
  }

  private get corefile(): string {
    return join(this.folder, 'Corefile');
  }

  private async start(): Promise<void> {
    const { host, folder } = this;
    mkdirSync(join(folder, 'etcd'), { recursive: true, mode: 0o700 });
    const key = join(folder, 'service-accounts.key');
    await host.run(['openssl', 'genrsa', '-out', key, '2048']);
    const token = randomBytes(16).toString('hex');
    writeFileSync(join(folder, 'tokens.csv'), `${token},admin,1,system:masters\n`, { mode: 0o600 });
    writeFileSync(this.kubeconfig, printKubeconfig(folder, token), { mode: 0o600 });
    writeFileSync(join(folder, 'etcd.json'), JSON.stringify(etcdSettings(join(folder, 'etcd'))));
    writeFileSync(this.corefile, printCorefile('kubeadm', this.kubeconfig));
    host.serve('etcd', [kubernetes, 'etcd', join(folder, 'etcd.json')]);
    host.serve('kube-apiserver', [kubernetes, 'kube-apiserver', ...apiServerFlags(folder, key)]);
    await waitFor('the API server to be ready', () => this.isReady(), startUp);
    const client = [`--kubeconfig=${this.kubeconfig}`, '--leader-elect=false'];
    host.serve('kube-controller-manager', [
      ...[kubernetes, 'kube-controller-manager', ...client, `--cert-dir=${folder}/kube-controller-manager`],
      `--service-account-private-key-file=${key}`,
      `--root-ca-file=${folder}/apiserver.crt`,
      // A test should not have to wait 50 s until a lost node counts as lost.
      '--node-monitor-grace-period=20s',
    ]);
    host.serve('kube-scheduler', [kubernetes, 'kube-scheduler', ...client, `--cert-dir=${folder}/kube-scheduler`]);
    host.serve('coredns', [kubernetes, 'coredns', this.corefile]);
  }

  private async isReady(): Promise<boolean> {
    const get = ['kubectl', `--kubeconfig=${this.kubeconfig}`, 'get', '--raw', '/readyz'];
    const { stdout } = await tryCommand([kubernetes, ...get], { timeoutMs: 10_000 });
    return stdout === 'ok';
  }
}

function apiServerFlags(folder: string, key: string): readonly string[] {
  return [
    '--etcd-servers=http://127.0.0.1:2379',
    `--cert-dir=${folder}`,
    `--advertise-address=${controlPlaneAddress}`,
    '--secure-port=6443',
    `--service-cluster-ip-range=${serviceRange}`,
    '--authorization-mode=Node,RBAC',
    `--token-auth-file=${folder}/tokens.csv`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    '--allow-privileged=true',
    '--kubelet-preferred-address-types=InternalIP',
  ];
}

function etcdSettings(folder: string): object {
  const [clients, peers] = ['http://127.0.0.1:2379', 'http://127.0.0.1:2380'];
  return {
    name: 'etcd',
    'data-dir': folder,
    'listen-client-urls': clients,
    'advertise-client-urls': clients,
    'listen-peer-urls': peers,
    'initial-advertise-peer-urls': peers,
    'initial-cluster': `etcd=${peers}`,
    // The data need not outlive the cluster.
    'unsafe-no-fsync': true,
    'log-level': 'error',
  };
}

function printKubeconfig(folder: string, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'beam-cluster', cluster: { server: apiServer, 'certificate-authority': `${folder}/apiserver.crt` } },
    ],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'beam-cluster', context: { cluster: 'beam-cluster', user: 'admin' } }],
    'current-context': 'beam-cluster',
  });
}
