import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';

export interface Request {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: string;
}

/** A status and what to answer; text is sent as text, anything else as JSON. `'silence'` is no answer at all. */
export type Answer =
  | { readonly status: number; readonly body: unknown; readonly headers?: OutgoingHttpHeaders }
  /** For answers that no server gives on purpose. */
  | { readonly write: (outgoing: ServerResponse) => void }
  | 'silence';

export type Respond = (request: Request) => Answer | undefined;

/** What a command run in a pod would do; undefined is a pod that cannot run it. */
export type Exec = (pod: string, command: readonly string[]) => ExecAnswer | RawExecAnswer | undefined | 'silence';

/** What no API server does on purpose: an answer to the handshake, or frames of its own on the bare connection. */
export type RawExecAnswer = { readonly refuse: string } | { readonly talk: (raw: Duplex) => void };

export interface ExecAnswer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  /** Milliseconds that the command runs. @default 0 */
  readonly runsFor?: number;
}

/** In PEM; whoever signed it is its own authority. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

/** An API server as the client of Kubernetes sees it, and the kubeconfig that leads there. */
export interface ApiServer {
  readonly port: number;
  readonly kubeconfig: string;
  readonly requests: readonly Request[];
  stop(): Promise<void>;
}

export const notFound: Answer = failure(404, 'NotFound', 'not found');

export function failure(status: number, reason: string, message: string): Answer {
  return { status, body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code: status } };
}

export function found(body: unknown): Answer {
  return { status: 200, body };
}

/** Speaks TLS where it has a certificate. */
export async function startApiServer(
  respond: Respond,
  exec: Exec = () => undefined,
  tls?: Certificate,
): Promise<ApiServer> {
  const requests: Request[] = [];
  const listen: RequestListener = (incoming, outgoing) => {
    void read(incoming).then((request) => {
      requests.push(request);
      const answer = respond(request) ?? notFound;
      if (answer === 'silence') return;
      if ('write' in answer) {
        answer.write(outgoing);
        return;
      }
      const isText = typeof answer.body === 'string';
      const type = { 'content-type': isText ? 'text/plain' : 'application/json' };
      outgoing.writeHead(answer.status, { ...type, ...answer.headers });
      outgoing.end(isText ? answer.body : JSON.stringify(answer.body));
    });
  };
  const server =
    tls === undefined ? createServer(listen) : createTlsServer({ key: tls.key, cert: tls.certificate }, listen);
  const sockets = serveExec(server, exec);
  // A connection that still shakes hands is none that the server closes by itself.
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => connections.add(socket.on('close', () => connections.delete(socket))));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const folder = mkdtempSync(join(tmpdir(), 'api-server-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const { port } = server.address() as AddressInfo;
  writeFileSync(kubeconfig, kubeconfigOf(port, tls));
  return {
    port,
    kubeconfig,
    requests,
    stop: async () => {
      rmSync(folder, { recursive: true });
      server.closeAllConnections();
      for (const client of sockets.clients) client.terminate();
      for (const connection of connections) connection.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://api');
  return {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    contentType: incoming.headers['content-type'] ?? '',
    body: Buffer.concat(chunks).toString(),
  };
}

function serveExec(server: Server, exec: Exec): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v5.channel.k8s.io' });
  server.on('upgrade', (incoming, socket, head) => {
    const url = new URL(incoming.url ?? '/', 'http://api');
    const pod = /\/pods\/([^/]+)\/exec$/.exec(url.pathname)?.[1] ?? '';
    const answer = exec(pod, url.searchParams.getAll('command'));
    if (answer === undefined || (answer !== 'silence' && 'refuse' in answer)) {
      const refusal = answer?.refuse ?? 'HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n';
      socket.on('error', () => undefined).end(refusal);
      return;
    }
    sockets.handleUpgrade(incoming, socket, head, (opened) => {
      if (answer === 'silence') return;
      if ('talk' in answer) {
        answer.talk(socket);
        return;
      }
      const { stdout = '', stderr = '', exitCode = 0, runsFor = 0 } = answer;
      const send = (channel: number, text: string) => {
        opened.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));
      };
      setTimeout(() => {
        if (stdout !== '') send(1, stdout);
        if (stderr !== '') send(2, stderr);
        send(3, JSON.stringify(statusOf(exitCode)));
      }, runsFor);
    });
  });
  return sockets;
}

function statusOf(exitCode: number): unknown {
  if (exitCode === 0) return { status: 'Success' };
  const causes = [{ reason: 'ExitCode', message: String(exitCode) }];
  return { status: 'Failure', reason: 'NonZeroExitCode', details: { causes } };
}

/** A kubeconfig that leads to a port of this machine. */
export function kubeconfigOf(port: number, tls?: Certificate): string {
  const cluster =
    tls === undefined
      ? { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true }
      : {
          server: `https://127.0.0.1:${port}`,
          'certificate-authority-data': Buffer.from(tls.certificate).toString('base64'),
        };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'test', user: { token: 'test' } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test', namespace: 'prod' } }],
    'current-context': 'test',
  });
}
