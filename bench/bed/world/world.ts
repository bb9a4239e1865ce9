import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { resolveEnvironment } from '../../../test/nodes/kubelet/environment';
import { makeSecrets, type Stored } from '../../../test/nodes/kubelet/secrets';
import { Namespaces } from '../../../test/nodes/machine/namespaces';
import { Network } from '../../../test/nodes/machine/network';
import { watchParent } from '../../../test/nodes/machine/parent-watch';
import { runCommand } from '../../../test/nodes/machine/run';
import { BenchDns } from '../dns/bench-dns';
import type { CacheSettings } from '../dns/server';
import { BenchPod } from './bench-pod';
import { domain, namespace, template } from './cluster';
import { theRelease } from './release';

const bootMs = 180_000;

/**
 * A network with a DNS server and VMs that have the printed pods' variables and an address each, and no more of a pod than
 * that. Everything in it ends with this process, however that ends.
 */
export class World {
  readonly pods: BenchPod[] = [];
  private readonly secrets: Stored = makeSecrets(template.spec);
  private readonly waiting: (() => void)[] = [];

  private constructor(
    readonly network: Network,
    readonly dns: BenchDns,
    private readonly namespaces: Namespaces,
    private readonly command: string,
    private readonly unwatch: () => void,
  ) {}

  /** Opens a world with so many pods, none of which is booted. */
  static async open(pods: number, cache: CacheSettings): Promise<World> {
    const command = await theRelease();
    const setUp = 'mount -t tmpfs world /mnt';
    const namespaces = await Namespaces.make(['mount', 'net', 'pid', 'ipc', 'uts'], { setUp });
    const unwatch = watchParent(() => void namespaces.close());
    try {
      const network = await Network.make(namespaces, [], ['ipv4']);
      const dns = await BenchDns.open(namespaces, network, cache);
      const world = new World(network, dns, namespaces, command, unwatch);
      await world.writeFiles();
      for (let number = 0; number < pods; number++) await world.addPod(`rsolv-api-${number}`);
      return world;
    } catch (error) {
      unwatch();
      await namespaces.close();
      throw error;
    }
  }

  /** Boots all VMs; the discovery in each waits for its start. */
  async boot(): Promise<void> {
    for (const pod of this.pods) pod.boot();
    await this.until(`${this.pods.length} VMs to boot`, () => this.pods.every(({ booted }) => booted), bootMs);
  }

  /** Waits until each of the pods has as many connections as it expects, and gives the moment when the last one had. */
  async completion(withinMs: number, pods: readonly BenchPod[] = this.pods): Promise<number> {
    await this.until('a full mesh', () => pods.every(({ completeAt }) => completeAt !== undefined), withinMs);
    return Math.max(...pods.map(({ completeAt = NaN }) => completeAt));
  }

  async close(): Promise<void> {
    this.unwatch();
    this.dns.stop();
    await this.namespaces.close();
  }

  /** Waits for something that pods tell; nobody is asked meanwhile. */
  private async until(what: string, holds: () => boolean, withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!holds()) {
      if (Date.now() > deadline)
        throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}.\n${this.describe()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deadline - Date.now() + 1);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** The files that a kubelet lays over the image's own; here all pods see the same. */
  private async writeFiles(): Promise<void> {
    const search = [`${namespace}.svc.${domain}`, `svc.${domain}`, domain].join(' ');
    const resolvConf = `search ${search}\nnameserver ${this.dns.address}\noptions ndots:5\n`;
    for (const [file, text] of Object.entries({ 'resolv.conf': resolvConf, hosts: '127.0.0.1\tlocalhost\n' })) {
      writeFileSync(this.namespaces.path(`/mnt/${file}`), text);
      const mount = ['mount', '--bind', `/mnt/${file}`, `/etc/${file}`];
      await runCommand(this.namespaces.command(['mount'], mount));
    }
  }

  private async addPod(name: string): Promise<void> {
    const inside = { of: this.namespaces, kinds: ['mount', 'pid'] } as const;
    const namespaces = await Namespaces.make(['net', 'uts', 'ipc'], { inside, setUp: `hostname ${name}` });
    const addresses = await this.network.attach(name, namespaces);
    appendFileSync(this.namespaces.path('/mnt/hosts'), `${addresses.join()}\t${name}\n`);
    const { labels, annotations } = template.metadata;
    const node = { nodeName: 'bench', nodeAddress: '127.0.0.1' };
    const facts = { name, namespace, uid: name, labels, annotations, addresses, ...node };
    this.pods.push(
      new BenchPod({
        name,
        address: addresses[0] ?? '',
        namespaces,
        command: this.command,
        variables: resolveEnvironment(template.spec.containers[0], { pod: facts, secrets: this.secrets }),
        log: this.namespaces.path(`/mnt/${name}.log`),
        onChange: () => {
          for (const wake of this.waiting.splice(0)) wake();
        },
      }),
    );
  }

  private describe(): string {
    return this.pods
      .map(({ name, booted, startedAt, completeAt, log }) => {
        const last = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n    ');
        return `${name}: ${JSON.stringify({ booted, startedAt, completeAt })}\n    ${last}`;
      })
      .join('\n');
  }
}
