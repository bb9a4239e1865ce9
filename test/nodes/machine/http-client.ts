import { request } from 'node:http';
import { connect } from 'node:net';
import { serveRequests } from './steered-process';

export interface HttpRequest {
  readonly host: string;
  readonly port: number;
  /** Without a path the port is only connected to. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface HttpReply {
  readonly status: number;
  readonly body: string;
}

serveRequests((wanted: HttpRequest) => (wanted.path === undefined ? knock(wanted) : get(wanted)));

function get({ host, port, path, headers, timeoutMs }: HttpRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    // As the kubelet does, each on a connection of its own.
    const sent = request(
      { host, port, path, signal, agent: false, headers: { 'User-Agent': 'kube-probe/1.34', ...headers } },
      (reply) => {
        let body = '';
        reply.setEncoding('utf8').on('data', (text: string) => (body += text));
        reply.on('end', () => {
          resolve({ status: reply.statusCode ?? 0, body });
        });
        reply.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

function knock({ host, port, timeoutMs }: HttpRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal: AbortSignal.timeout(timeoutMs) });
    socket.on('connect', () => {
      resolve({ status: 0, body: '' });
    });
    socket.on('error', reject);
    socket.on('connect', () => socket.destroy());
  });
}
