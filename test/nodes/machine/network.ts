import type { Labels, NetworkPolicy } from '../../../lib/model/kubernetes';
import { Namespaces } from './namespaces';
import { printRules, type Host } from './packet-filter';
import { runCommand } from './run';

export type Family = 'ipv4' | 'ipv6';

export interface Attached extends Host {
  readonly name: string;
  readonly namespaces: Namespaces;
}

const plan = {
  ipv4: { prefix: '10.42.', node: '10.42.0.1', nodeBits: 16, hostBits: 32, dead: '10.43.' },
  ipv6: { prefix: 'fd42::', node: 'fd42::1', nodeBits: 64, hostBits: 128, dead: 'fd43::' },
};
const blackHoles = ['route add blackhole 10.43.0.0/16', 'route add blackhole fd43::/64'];
const bridge = 'pods';

/**
 * The network of one node: a bridge, and for each pod an address of its own behind it. Pods have a route to the node only,
 * as with most network plugins, so that one rule set in the node's namespace is the network policy and every fault.
 */
export class Network {
  private readonly attached = new Map<string, Attached>();
  private readonly cuts = new Map<string, readonly [string, string]>();
  private readonly shut = new Set<string>();
  private applied: Promise<unknown> = Promise.resolve();
  private lastHost = 1;

  private constructor(
    private readonly node: Namespaces,
    private readonly policies: readonly NetworkPolicy<string>[],
    private readonly families: readonly Family[],
  ) {}

  static async make(
    node: Namespaces,
    policies: readonly NetworkPolicy<string>[],
    families: readonly Family[],
  ): Promise<Network> {
    const network = new Network(node, policies, families);
    await runCommand(
      node.command(
        ['net'],
        ['sh', '-ec', 'for s in $0 $@; do echo ${s#*=} > /proc/sys/net/${s%=*}; done', ...nodeSettings],
      ),
    );
    await network.configure(node, [
      'link set lo up',
      `link add ${bridge} type bridge`,
      `link set ${bridge} up`,
      ...families.map(
        (family) => `address add ${plan[family].node}/${plan[family].nodeBits} dev ${bridge}${noProbing(family)}`,
      ),
      ...blackHoles,
    ]);
    return network;
  }

  /** Gives namespaces an address and a link to the node. */
  async attach(name: string, namespaces: Namespaces, labels: Labels = {}): Promise<readonly string[]> {
    const number = ++this.lastHost;
    const addresses = this.families.map((family) => address(plan[family].prefix, family, number));
    await this.configure(this.node, [
      `link add veth${number} type veth peer name eth0 netns ${namespaces.pid}`,
      `link set veth${number} master ${bridge} up`,
    ]);
    await this.configure(namespaces, ['link set lo up', 'link set eth0 up', ...this.addressing(addresses)]);
    this.attached.set(name, { name, namespaces, labels, addresses });
    await this.applyRules();
    return addresses;
  }

  async detach(name: string): Promise<void> {
    if (this.attached.delete(name)) await this.applyRules();
  }

  /** Takes the link of a host down, or up again. */
  async setLink(name: string, state: 'up' | 'down'): Promise<void> {
    const host = this.attached.get(name);
    if (host === undefined)
      throw new Error(`No host "${name}" is attached; there are: ${[...this.attached.keys()].join(', ')}.`);
    // A link that goes down takes its routes along, and its IPv6 addresses.
    const lost = state === 'up' ? this.addressing(host.addresses) : [];
    await this.configure(host.namespaces, [`link set eth0 ${state}`, ...lost]);
  }

  /** Lets no packet pass between two addresses. */
  async cut(one: string, other: string): Promise<void> {
    this.cuts.set([one, other].sort().join(), [one, other]);
    await this.applyRules();
  }

  async heal(): Promise<void> {
    this.cuts.clear();
    await this.applyRules();
  }

  /** Shuts a port for everybody, such as `tcp dport 53`. */
  async shutPort(port: string): Promise<void> {
    this.shut.add(port);
    await this.applyRules();
  }

  private addressing(addresses: readonly string[]): readonly string[] {
    return this.families.flatMap((family, index) => [
      `address replace ${addresses[index]}/${plan[family].hostBits} dev eth0${noProbing(family)}`,
      `route replace ${plan[family].node} dev eth0`,
      `route replace default via ${plan[family].node}`,
    ]);
  }

  private applyRules(): Promise<unknown> {
    this.applied = this.applied.then(() => {
      const rules = printRules({
        policies: this.policies,
        hosts: [...this.attached.values()],
        cuts: [...this.cuts.values()],
        shut: [...this.shut],
      });
      return runCommand(this.node.command(['net'], ['nft', '--file', '-']), { input: rules });
    });
    return this.applied;
  }

  private async configure(namespaces: Namespaces, commands: readonly string[]): Promise<void> {
    await runCommand(namespaces.command(['net'], ['ip', '-batch', '-']), { input: `${commands.join('\n')}\n` });
  }
}

/** Addresses that no pod has: packets to them vanish, as those to a pod that was deleted do. */
export function deadAddresses(count: number, family: Family = 'ipv4'): readonly string[] {
  return Array.from({ length: count }, (_, index) => address(plan[family].dead, family, index + 1));
}

function address(prefix: string, family: Family, number: number): string {
  if (family === 'ipv6') return `${prefix}${(number + 0x1000).toString(16)}`;
  return `${prefix}${1 + (number >> 8)}.${number & 255}`;
}

// A pod's address is its own by construction, and looking for a second owner takes a second.
function noProbing(family: Family): string {
  return family === 'ipv6' ? ' nodad' : '';
}

const nodeSettings = [
  'ipv4/ip_forward=1',
  'ipv6/conf/all/forwarding=1',
  // The node is the only way from pod to pod, though both are on the same bridge.
  'ipv4/conf/all/send_redirects=0',
  'ipv4/conf/default/send_redirects=0',
];
