import type { IncomingMessage } from 'node:http';
import type { RawData } from 'ws';
import { status as decodeStatus, type Status } from './api/objects';
import { pathOf, placeOf } from './api/path';
import { parseJson } from './api/read-answer';
import { resources } from './api/resources';
import { CallError, problemOf, redirected, tooMuch, unanswered } from './call-error';
import { pieceBytes } from './collector';
import type { Connection } from './connection';
import type { Client } from './kube-config';

/** A container of a pod in the connection's namespace. */
export interface PodContainer {
  readonly pod: string;
  readonly container: string;
}

/** What comes of a command in a pod, as it comes. */
export interface ExecEvents {
  readonly stdout: (piece: Buffer) => unknown;
  readonly stderr: (piece: Buffer) => unknown;
  readonly ended: (status: Status) => void;
  readonly failed: (error: Error) => void;
}

/** All that one command may print; `doctor`'s questions to a thousand pods print some 100 KiB. */
export const mostExecBytes = 256 * 2 ** 10;

const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** Starts a command; gives the function that cuts the connection. No event comes after `ended` or `failed`. */
export async function openExec(
  { client, server, credentials, namespace }: Connection,
  { pod, container }: PodContainer,
  command: readonly string[],
  events: ExecEvents,
): Promise<() => void> {
  const query = { container, stdout: true, stderr: true, command };
  const path = pathOf([...placeOf(resources.pods, namespace), pod, 'exec'], query);
  const url = server.replace(/^http/, 'ws').replace(/\/$/, '') + path;
  const socket = new client.WebSocket(url, protocols, {
    ...(await credentials()),
    // Neither a redirect, nor compression that unfolds to gigabytes, nor answers to a flood of pings.
    followRedirects: false,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload: mostExecBytes,
  });
  listen(socket, events);
  return () => {
    socket.terminate();
  };
}

function listen(socket: InstanceType<Client['WebSocket']>, { stdout, stderr, ended, failed }: ExecEvents): void {
  let received = 0;
  /** Whether there is room for it. Data that is in flight when the connection is cut still arrives, and is ignored. */
  const count = (bytes: number) => {
    if (received > mostExecBytes) return false;
    received += bytes + pieceBytes;
    if (received <= mostExecBytes) return true;
    failed(tooMuch(mostExecBytes));
    return false;
  };
  socket.on('message', (data: RawData) => {
    const frame = data as Buffer;
    if (!count(frame.length)) return;
    const piece = frame.subarray(1);
    const channels = [undefined, stdout, stderr];
    if (frame[0] === statusChannel) readStatus(piece, ended, failed);
    else channels[frame[0] ?? 0]?.(piece);
  });
  for (const event of ['ping', 'pong'] as const) socket.on(event, (data) => count(data.length));
  socket.on('unexpected-response', (request, response) => {
    request.destroy();
    failed(refusal(response));
  });
  socket.on('error', (error) => {
    failed(new CallError(socketProblem(error)));
  });
  socket.on('close', () => {
    failed(unanswered('the connection to the pod was closed'));
  });
}

const statusChannel = 3;

function readStatus(piece: Buffer, ended: ExecEvents['ended'], failed: ExecEvents['failed']): void {
  let status: Status;
  try {
    status = decodeStatus(parseJson(piece.toString('utf8')));
  } catch {
    failed(
      new CallError({ trouble: 'unexpected', reason: 'the command ended without the status that Kubernetes sends' }),
    );
    return;
  }
  ended(status);
}

function refusal({ statusCode: status = 0, headers: { location } }: IncomingMessage): CallError {
  if (status >= 300 && status < 400 && location !== undefined) return redirected(status, location);
  const reason = status === 403 ? 'not allowed to create pods/exec' : `HTTP ${status}`;
  return new CallError({ trouble: 'refused', status, reason });
}

/** The errors of the client of WebSockets have codes of their own, or none at all. */
function socketProblem(error: Error) {
  const { code = '' } = error as { readonly code?: string };
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return tooMuch(mostExecBytes).problem;
  if (code === '' || code.startsWith('WS_ERR_')) {
    return { trouble: 'unexpected', reason: 'the API server does not run commands as Kubernetes does' } as const;
  }
  return problemOf(error);
}
