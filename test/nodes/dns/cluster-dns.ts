import { join } from 'node:path';
import type { Service } from '../../../lib/model/kubernetes';
import { Namespaces } from '../machine/namespaces';
import type { Network } from '../machine/network';
import { SteeredProcess } from '../machine/steered-process';
import type { Mode } from './answer';
import type { DnsRecord } from './records';
import type { Counts, Request } from './server';
import { buildZone, type Endpoint } from './zone';

export interface DnsSettings {
  readonly namespace: string;
  readonly domain: string;
  readonly services: readonly Service<string>[];
  readonly ttl: number;
}

const hostName = 'dns';

/** The cluster's DNS server: a process with namespaces and an address of its own. */
export class ClusterDns {
  private endpoints: readonly Endpoint[] = [];
  private mode: Mode = 'normal';
  private rewrite: (zone: readonly DnsRecord[]) => readonly DnsRecord[] = (zone) => zone;

  private constructor(
    readonly server: string,
    private readonly settings: DnsSettings,
    private readonly process: SteeredProcess<Request, Counts>,
  ) {}

  /** Makes the server; it answers once it listens. */
  static async make(node: Namespaces, network: Network, settings: DnsSettings): Promise<ClusterDns> {
    const namespaces = await Namespaces.make(['net'], { inside: { of: node, kinds: ['mount', 'pid'] } });
    const [server = ''] = await network.attach(hostName, namespaces);
    const process = SteeredProcess.start<Request, Counts>(join(__dirname, 'server.ts'), namespaces, ['net', 'pid']);
    const dns = new ClusterDns(server, settings, process);
    await dns.update();
    return dns;
  }

  get domain(): string {
    return this.settings.domain;
  }

  async listen(): Promise<void> {
    await this.process.ask({ do: 'listen' });
  }

  /** Publishes these endpoints, as far as the Services select them and they are ready. */
  async publish(endpoints: readonly Endpoint[]): Promise<void> {
    this.endpoints = endpoints;
    await this.update();
  }

  async behave(mode: Mode): Promise<void> {
    this.mode = mode;
    await this.update();
  }

  /** Changes the records of the cluster before they are served. */
  async rewriteZone(rewrite: (zone: readonly DnsRecord[]) => readonly DnsRecord[]): Promise<void> {
    this.rewrite = rewrite;
    await this.update();
  }

  /** How many questions each address has asked. */
  countQuestions(): Promise<Counts> {
    return this.process.ask({ do: 'count' });
  }

  stop(): void {
    this.process.stop();
  }

  private async update(): Promise<void> {
    const zone = this.rewrite(buildZone({ ...this.settings, endpoints: this.endpoints }));
    await this.process.ask({ do: 'behave', zone, mode: this.mode, ttl: this.settings.ttl });
  }
}
