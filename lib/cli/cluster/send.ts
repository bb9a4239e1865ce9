import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestTls } from 'node:https';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CallError, redirected, tooMuch, unanswered } from './call-error';
import { Collector } from './collector';
import type { Credentials } from './credentials';

/** How long an answer may take to its end, and how much it may be. */
export interface Limits {
  readonly seconds: number;
  readonly bytes: number;
}

export interface Call extends Limits {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Encoded, with its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  /** Whether the answer may be compressed, as a long list of an API server is. */
  readonly isCompressed?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Where calls go. */
export interface Endpoint {
  readonly server: string;
  readonly credentials: Credentials;
}

/** Sends a request and takes the answer to its end, whatever its status is; throws a `CallError` where there is none. */
export async function send({ server, credentials }: Endpoint, call: Call): Promise<Answer> {
  const { method, path, body, contentType = 'application/json', isCompressed = false, seconds, bytes } = call;
  const login = await credentials();
  const base = new URL(server);
  const request = base.protocol === 'https:' ? requestTls : requestPlain;
  const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const headers = {
    ...login.headers,
    accept: 'application/json',
    ...(isCompressed ? { 'accept-encoding': 'gzip' } : {}),
    ...(sent === undefined ? {} : { 'content-type': contentType, 'content-length': sent.length }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(base, { ...login, method, headers, path: base.pathname.replace(/\/$/, '') + path });
    const timer = setTimeout(() => {
      fail(unanswered('no answer in time'));
    }, seconds * 1000);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
      outgoing.destroy();
    };
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      const status = incoming.statusCode ?? 0;
      const { location } = incoming.headers;
      if (status >= 300 && status < 400 && location !== undefined) {
        fail(redirected(status, location));
        return;
      }
      take(incoming, bytes, fail, (text) => {
        clearTimeout(timer);
        resolve({ status, body: text });
      });
    });
    outgoing.end(sent);
  });
}

function take(incoming: IncomingMessage, bytes: number, fail: (error: Error) => void, done: (text: string) => void) {
  const kept = new Collector(bytes);
  const isGzip = incoming.headers['content-encoding'] === 'gzip';
  const stream: Readable = isGzip ? incoming.pipe(createGunzip()) : incoming;
  const cut = () => {
    fail(unanswered('the connection was cut before the end of the answer'));
  };
  incoming.on('error', cut);
  incoming.on('aborted', cut);
  if (isGzip) {
    stream.on('error', () => {
      fail(new CallError({ trouble: 'unexpected', reason: 'its answer is not compressed as it says' }));
    });
  }
  stream.on('data', (piece: Buffer) => {
    if (kept.add(piece)) return;
    stream.removeAllListeners('data');
    fail(tooMuch(bytes));
    stream.destroy();
  });
  stream.on('end', () => {
    done(kept.text());
  });
}
