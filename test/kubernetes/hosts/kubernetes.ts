import { join } from 'node:path';
import { tryCommand } from '../../nodes/machine/run';
import { waitFor } from '../../nodes/wait';
import { logFolder, programFolder } from '../machine/paths';
import type { Parts } from '../machine/prepare';
import type { Progress } from '../machine/progress';
import { ControlPlane } from './control-plane';
import type { DnsMode } from './dns-settings';
import type { Host } from './host';
import { layNetwork } from './network';
import { bootNode, nodeName } from './node';
import { startUp } from './start-up';

const nodes = 3;

/** A Kubernetes cluster of three nodes in three zones, in the network namespace of this process. */
export class Kubernetes {
  private readonly running = new Map<string, Host>();

  private constructor(
    private readonly name: string,
    private readonly parts: Parts,
    private readonly controlPlane: ControlPlane,
  ) {}

  get kubeconfig(): string {
    return this.controlPlane.kubeconfig;
  }

  /** The folder is for the credentials; the name tells the cluster from others on this machine. */
  static async start(name: string, parts: Parts, folder: string, progress: Progress): Promise<Kubernetes> {
    await layNetwork(nodes);
    const controlPlane = await progress.step('starting the API server', () =>
      ControlPlane.boot(folder, logFolder(name), nodes),
    );
    const kubernetes = new Kubernetes(name, parts, controlPlane);
    await progress.step(`booting ${nodes} nodes`, () => kubernetes.bootAll());
    await waitFor('every node to be Ready', () => kubernetes.allReady(), startUp);
    progress.say(`${nodes} nodes are Ready`);
    return kubernetes;
  }

  /** Switches a node off, without a word to anybody. */
  async powerOff(node: string): Promise<void> {
    await this.host(node).cutPower();
    this.running.delete(node);
  }

  /** Boots a node again; what it had in its files is lost. */
  async powerOn(node: string): Promise<void> {
    if (!this.running.has(node)) await this.boot(Number(node.replace(/\D/g, '')));
  }

  /** Ends the kubelet of a node; it comes back by itself. */
  async restartKubelet(node: string): Promise<void> {
    await this.host(node).service('kubelet').kill();
  }

  /** Runs a command on a node, such as `nft`, and gives what it printed. */
  async runOn(node: string, command: readonly string[], input = ''): Promise<string> {
    return this.host(node).run(command, input);
  }

  setDns(mode: DnsMode): Promise<void> {
    return this.controlPlane.setDns(mode);
  }

  stopDns(): Promise<void> {
    return this.controlPlane.stopDns();
  }

  startDns(): void {
    this.controlPlane.startDns();
  }

  /** Switches everything off. */
  async close(): Promise<void> {
    await Promise.all([...this.running.values()].map((host) => host.cutPower()));
  }

  private host(node: string): Host {
    const host = this.running.get(node);
    if (host !== undefined) return host;
    throw new Error(`There is no node "${node}" that runs, only: ${[...this.running.keys()].join(', ')}.`);
  }

  private async bootAll(): Promise<void> {
    await Promise.all(Array.from({ length: nodes }, (_, index) => this.boot(index + 1)));
  }

  private async boot(number: number): Promise<void> {
    const { parts, kubeconfig, name: cluster } = this;
    this.running.set(nodeName(number), await bootNode({ cluster, number, nodes, parts, kubeconfig }));
  }

  private async allReady(): Promise<boolean> {
    const kubectl = [join(programFolder, 'kubectl'), `--kubeconfig=${this.kubeconfig}`];
    const status = 'jsonpath={.items[*].status.conditions[?(@.type=="Ready")].status}';
    const { stdout } = await tryCommand([...kubectl, 'get', 'nodes', '-o', status]);
    return stdout.split(' ').filter((ready) => ready === 'True').length === nodes;
  }
}
