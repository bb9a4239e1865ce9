import { podRange } from '../hosts/addresses';
import { giveOrder } from '../switchboard';

const table = 'inet pod_traffic';

/** Drops all that the pods of a node and those of other nodes send each other; Kubernetes itself notices nothing. */
export async function cutPodsOff(node: string): Promise<void> {
  const input = `
table ${table} {
  chain forward {
    type filter hook forward priority -500;
    ip saddr ${podRange} ip daddr ${podRange} drop
  }
}
`;
  await giveOrder({ do: 'runOn', node, command: ['nft', '-f', '-'], input });
}

/** Lets the pods of a node talk to those of other nodes again. */
export async function heal(node: string): Promise<void> {
  await giveOrder({ do: 'runOn', node, command: ['nft', 'delete', 'table', ...table.split(' ')] });
}
