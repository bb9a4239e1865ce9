import { join } from 'node:path';
import { Namespaces } from '../../../test/nodes/machine/namespaces';
import type { Network } from '../../../test/nodes/machine/network';
import { SteeredProcess } from '../../../test/nodes/machine/steered-process';
import type { CacheSettings, Heard, Request, Service } from './server';

/** The DNS server of a world, with an address of its own: the cluster's records, and a cache in front of them. */
export class BenchDns {
  private constructor(
    readonly address: string,
    private readonly process: SteeredProcess<Request, readonly Heard[]>,
  ) {}

  static async open(node: Namespaces, network: Network, cache: CacheSettings): Promise<BenchDns> {
    const namespaces = await Namespaces.make(['net'], { inside: { of: node, kinds: ['mount', 'pid'] } });
    const [address = ''] = await network.attach('dns', namespaces);
    const server = join(__dirname, 'server.ts');
    const process = SteeredProcess.start<Request, readonly Heard[]>(server, namespaces, ['net', 'pid']);
    await process.ask({ do: 'listen', ...cache });
    return new BenchDns(address, process);
  }

  async serve(service: Service): Promise<void> {
    await this.process.ask({ do: 'serve', ...service });
  }

  /** All questions so far. */
  async report(): Promise<readonly Heard[]> {
    return this.process.ask({ do: 'report' });
  }

  stop(): void {
    this.process.stop();
  }
}
