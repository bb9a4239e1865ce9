import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { DnsMode } from './hosts/dns-settings';
import type { Kubernetes } from './hosts/kubernetes';

/** What can be done to the cluster from below Kubernetes, as by somebody in the machine room. */
export type Order =
  | { readonly do: 'powerOff'; readonly node: string }
  | { readonly do: 'powerOn'; readonly node: string }
  | { readonly do: 'restartKubelet'; readonly node: string }
  | { readonly do: 'runOn'; readonly node: string; readonly command: readonly string[]; readonly input?: string }
  | { readonly do: 'setDns'; readonly mode: DnsMode }
  | { readonly do: 'stopDns' }
  | { readonly do: 'startDns' };

/** The variable with the path of the socket that takes orders; it is not there on a cluster that we did not make. */
export const switchboardVariable = 'CLUSTER_SWITCHBOARD';

/** Takes orders at a socket, since tests run in processes of their own. */
export async function openSwitchboard(kubernetes: Kubernetes, path: string): Promise<Server> {
  const server = createServer((incoming, reply) => {
    void obey(kubernetes, incoming).then(
      (printed) => reply.end(printed),
      (error: unknown) => reply.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}

async function obey(kubernetes: Kubernetes, incoming: IncomingMessage): Promise<string> {
  const order = JSON.parse(await text(incoming)) as Order;
  switch (order.do) {
    case 'powerOff':
    case 'powerOn':
    case 'restartKubelet':
      await kubernetes[order.do](order.node);
      return '';
    case 'runOn':
      return kubernetes.runOn(order.node, order.command, order.input);
    case 'setDns':
      await kubernetes.setDns(order.mode);
      return '';
    case 'stopDns':
      await kubernetes.stopDns();
      return '';
    case 'startDns':
      kubernetes.startDns();
      return '';
  }
}

/** Gives an order, and what was printed meanwhile. */
export function giveOrder(order: Order): Promise<string> {
  const socketPath = process.env[switchboardVariable];
  if (socketPath === undefined) {
    throw new Error('The nodes of this cluster cannot be reached from below; only those that the tests make can.');
  }
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method: 'POST' }, (reply) => {
      void text(reply).then((answer) => {
        if (reply.statusCode === 200) resolve(answer);
        else reject(new Error(`The order ${JSON.stringify(order)} failed: ${answer}`));
      }, reject);
    });
    asked.on('error', reject).end(JSON.stringify(order));
  });
}
