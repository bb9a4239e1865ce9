import { printRules, removeTable } from '../../nodes/machine/packet-filter';
import type { Policy } from '../../nodes/machine/policy-chains';
import { pause } from '../../nodes/wait';
import { readObject } from '../api';
import type { List, Metadata, PodObject } from '../objects';
import { giveOrder } from '../switchboard';

const everyMs = 200;

/**
 * Enforces the NetworkPolicies of one namespace, because no policy engine can be had: what the API server has of policies and
 * pods is put, as it changes, into packet filters of the nodes.
 */
export class Enforcement {
  private wanted = true;
  private rules = '';
  private readonly ended: Promise<void>;

  private constructor(
    private readonly namespace: string,
    private readonly nodes: readonly string[],
  ) {
    this.ended = this.keep();
    // It is told by `stop`.
    this.ended.catch(() => undefined);
  }

  /** Starts to enforce; what there is already is enforced when this ends. */
  static async start(namespace: string): Promise<Enforcement> {
    const { items } = await readObject<List<{ readonly metadata: Metadata }>>('/api/v1/nodes');
    const enforcement = new Enforcement(
      namespace,
      items.map(({ metadata }) => metadata.name),
    );
    await enforcement.update();
    return enforcement;
  }

  /** Opens all nodes again, and throws what went wrong meanwhile. */
  async stop(): Promise<void> {
    this.wanted = false;
    await this.ended;
    await this.putOnNodes(removeTable(this.table));
  }

  private async keep(): Promise<void> {
    while (this.wanted) {
      await pause(everyMs);
      await this.update();
    }
  }

  private async update(): Promise<void> {
    const rules = printTable(this.table, ...(await this.read()));
    if (rules === this.rules) return;
    await this.putOnNodes(rules);
    this.rules = rules;
  }

  private async read(): Promise<readonly [readonly Policy[], readonly PodObject[]]> {
    const path = `namespaces/${this.namespace}`;
    const [policies, pods] = await Promise.all([
      readObject<List<Policy>>(`/apis/networking.k8s.io/v1/${path}/networkpolicies`),
      readObject<List<PodObject>>(`/api/v1/${path}/pods`),
    ]);
    return [policies.items, pods.items];
  }

  private async putOnNodes(input: string): Promise<void> {
    await Promise.all(
      this.nodes.map((node) => giveOrder({ do: 'runOn', node, command: ['nft', '--file', '-'], input })),
    );
  }

  private get table(): string {
    return `inet policies-${this.namespace}`;
  }
}

// What passes between pods of one node is bridged, and goes this way too as long as the kernel's bridge-nf-call-iptables says so.
function printTable(table: string, policies: readonly Policy[], pods: readonly PodObject[]): string {
  const hosts = pods.map(({ metadata, status }) => ({
    labels: metadata.labels ?? {},
    addresses: status.podIP === undefined ? [] : [status.podIP],
  }));
  return printRules({ table, policies, hosts });
}
