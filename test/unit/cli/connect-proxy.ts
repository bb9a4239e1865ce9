import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy on this machine, which leads every name to one port. */
export interface ConnectProxy {
  readonly url: string;
  /** The places that were asked for. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** Starts a proxy; with a status, it answers with that status and connects nobody. */
export async function startConnectProxy(port: number, status = 200): Promise<ConnectProxy> {
  const asked: string[] = [];
  const clients = new Set<Duplex>();
  const server = createServer();
  server.on('connect', (request, client, head) => {
    asked.push(request.url ?? '');
    clients.add(client.on('error', () => undefined));
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const target = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connected\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    target.on('error', () => client.destroy());
    client.on('close', () => target.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: async () => {
      for (const client of clients) client.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
