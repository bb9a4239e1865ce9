import { readFileSync, writeFileSync } from 'node:fs';
import type { Service } from '../../../lib/model/kubernetes';
import type { DnsRecord } from '../../../test/bed/dns/records';
import { buildZone } from '../../../test/bed/dns/zone';
import { resolveEnvironment } from '../../../test/bed/kubelet/environment';
import { makeSecrets, type Stored } from '../../../test/bed/kubelet/secrets';
import { Namespaces } from '../../../test/bed/machine/namespaces';
import { Network } from '../../../test/bed/machine/network';
import { watchParent } from '../../../test/bed/machine/parent-watch';
import { runCommand } from '../../../test/bed/machine/run';
import { findHeadless } from '../../../test/bed/manifest';
import { printCluster } from '../../../test/bed/print-cluster';
import { BenchDns } from '../dns/bench-dns';
import type { CacheSettings } from '../dns/server';
import { BenchPod } from './bench-pod';
import { buildRelease } from './release';

const namespace = 'default';
const domain = 'cluster.local';
const printed = printCluster({});
const { template } = printed.workload.spec;

/**
 * A network with a DNS server and VMs that have the printed pods' variables and an address each, and no more of a pod than
 * that. Everything in it ends with this process, however that ends.
 */
export class World {
  readonly pods: BenchPod[] = [];
  private readonly secrets: Stored = makeSecrets(template.spec);
  private waiting: (() => void)[] = [];

  private constructor(
    readonly network: Network,
    readonly dns: BenchDns,
    private readonly namespaces: Namespaces,
    private readonly command: string,
    private readonly unwatch: () => void,
  ) {}

  static async open(cache: CacheSettings): Promise<World> {
    const command = await buildRelease();
    const setUp = 'mount -t tmpfs world /mnt';
    const namespaces = await Namespaces.make(['mount', 'net', 'pid', 'ipc', 'uts'], { setUp });
    const unwatch = watchParent(() => void namespaces.close());
    const network = await Network.make(namespaces, [], ['ipv4']);
    const dns = await BenchDns.open(namespaces, network, cache);
    const search = [`${namespace}.svc.${domain}`, `svc.${domain}`, domain].join(' ');
    const resolvConf = `search ${search}\nnameserver ${dns.address}\noptions ndots:5\n`;
    writeFileSync(namespaces.path('/mnt/resolv.conf'), resolvConf);
    await runCommand(namespaces.command(['mount'], ['mount', '--bind', '/mnt/resolv.conf', '/etc/resolv.conf']));
    return new World(network, dns, namespaces, command, unwatch);
  }

  /** Boots VMs whose discovery waits for its start. */
  async boot(count: number): Promise<readonly BenchPod[]> {
    const pods: BenchPod[] = [];
    for (let i = 0; i < count; i++) pods.push(await this.addPod());
    await this.until(`${count} VMs to boot`, () => pods.every(({ booted }) => booted), 120_000);
    return pods;
  }

  /** The DNS records of addresses, as the headless Service has them. */
  recordsOf(addresses: readonly string[]): readonly DnsRecord[] {
    const { labels } = template.metadata;
    const endpoints = addresses.map((address) => ({ name: address, labels, addresses: [address], ready: true }));
    return buildZone({ namespace, domain, services: printed.services, endpoints });
  }

  /** The name that has the service's addresses. */
  get serviceName(): string {
    return `${(findHeadless(printed) satisfies Service<string>).metadata.name}.${namespace}.svc.${domain}`;
  }

  /** Waits for something that a pod tells; nothing is asked meanwhile. */
  async until(what: string, holds: () => boolean, withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}.\n${this.describe()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deadline - Date.now() + 1);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  async close(): Promise<void> {
    this.unwatch();
    this.dns.stop();
    await this.namespaces.close();
  }

  private async addPod(): Promise<BenchPod> {
    const name = `rsolv-api-${this.pods.length}`;
    const inside = { of: this.namespaces, kinds: ['mount', 'pid'] } as const;
    const namespaces = await Namespaces.make(['net', 'uts', 'ipc'], { inside, setUp: `hostname ${name}` });
    const addresses = await this.network.attach(name, namespaces);
    const { labels, annotations } = template.metadata;
    const node = { nodeName: 'bench', nodeAddress: '127.0.0.1' };
    const facts = { name, namespace, uid: name, labels, annotations, addresses, ...node };
    const pod = new BenchPod({
      name,
      address: addresses[0] ?? '',
      namespaces,
      command: this.command,
      variables: resolveEnvironment(template.spec.containers[0], { pod: facts, secrets: this.secrets }),
      log: this.namespaces.path(`/mnt/${name}.log`),
      onChange: () => {
        for (const wake of this.waiting.splice(0)) wake();
      },
    });
    this.pods.push(pod);
    return pod;
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
