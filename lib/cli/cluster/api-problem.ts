import { exitCodes } from '../exit-codes';
import { UserError } from '../user-error';
import type { Connection } from './connection';

/** What the API server said, or that nothing was heard of it. */
export interface ApiProblem {
  /** HTTP status; undefined where there was no answer. */
  readonly status?: number;
  /** One line for a person. */
  readonly reason: string;
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; is the cluster up?',
  ECONNRESET: 'the connection was cut; is a proxy in between?',
  ENOTFOUND: 'its name is unknown to DNS; is the VPN up?',
  EAI_AGAIN: 'DNS does not answer; is the network up?',
  ETIMEDOUT: 'no answer; is the VPN up?',
  EHOSTUNREACH: 'no route; is the VPN up?',
  ENETUNREACH: 'no route; is the network up?',
  CERT_HAS_EXPIRED: 'its certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not of the kubeconfig's authority.",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not of the kubeconfig's authority.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not of the kubeconfig's authority.",
};

/** Reads whatever a call of the client threw. */
export function readProblem(error: unknown): ApiProblem {
  const { code, name, message = '' } = error as { code?: unknown; name?: unknown; message?: string };
  if (typeof code === 'number') return { status: code, reason: statusMessage(error) ?? `HTTP ${code}` };
  if (name === 'AbortError' || name === 'TimeoutError') return { reason: 'no answer in time' };
  if (typeof code === 'string') return { reason: failures[code] ?? code };
  const status = /Unexpected server response: (\d{3})/.exec(message)?.[1];
  if (status !== undefined) return { status: Number(status), reason: `HTTP ${status}` };
  // The client of WebSockets has the code in its text alone.
  const found = /\bE[A-Z]{4,}\b/.exec(message)?.[0] ?? '';
  return { reason: failures[found] ?? firstLine(message) };
}

/** What the user is told when a command cannot go on; `what` completes "to …", such as "list pods". */
export function clusterError(connection: Connection, what: string, error: unknown): Error {
  if (error instanceof UserError) return error;
  const { status, reason } = readProblem(error);
  const { server, context, namespace } = connection;
  const notReached = (message: string) => new UserError(message, exitCodes.notReached);
  if (status === 401) {
    return notReached(`the credentials of context ${context} are not accepted (expired?); log in again.`);
  }
  if (status === 403) {
    return notReached(`not allowed to ${what} in namespace ${namespace}: ${reason}; ask for the permission.`);
  }
  if (status === undefined) return notReached(`cannot reach ${server} (context ${context}): ${reason}`);
  return new UserError(`cannot ${what} in namespace ${namespace}: ${reason}`);
}

/** Runs calls of the API; what they throw becomes one line. */
export async function ask<T>(connection: Connection, what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw clusterError(connection, what, error);
  }
}

/** The answer, or why there is none; for what a command can do without. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & ApiProblem);

export async function attempt<T>(call: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return { ok: false, ...readProblem(error) };
  }
}

function statusMessage(error: unknown): string | undefined {
  const { body } = error as { body?: unknown };
  const message = typeof body === 'string' ? messageOf(body) : (body as { message?: unknown } | undefined)?.message;
  return typeof message === 'string' && message !== '' ? firstLine(message) : undefined;
}

function messageOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { message?: unknown }).message;
  } catch {
    return body;
  }
}

const longestReason = 300;

function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > longestReason ? `${line.slice(0, longestReason)}…` : line;
}
