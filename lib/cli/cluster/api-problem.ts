import { UserError } from '../errors';
import { exitCodes } from '../exit-codes';
import { problemOf, type CallProblem } from './call-error';
import type { Connection } from './connection';
import { showProxy } from './proxy';

/** The error with which a command ends. `what` completes "to …", such as "list pods". */
export function clusterError(connection: Connection, what: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const { status, trouble, reason, network } = problemOf(error);
  const { server, context, namespace, proxy } = connection;
  const notReached = (message: string) => new UserError(message, exitCodes.notReached);
  if (status === 401) {
    return notReached(`the credentials of context ${context} are not accepted (expired?); log in again.`);
  }
  if (status === 403) {
    return notReached(`not allowed to ${what} in namespace ${namespace}: ${reason}; ask for the permission.`);
  }
  if (network !== undefined && proxy !== undefined) {
    const way = `on the way to ${server} (context ${context})`;
    const todo = `Correct it, or add the host to NO_PROXY.`;
    return notReached(`cannot reach the proxy ${showProxy(proxy)} ${way}: ${reason.replace(/;.*$/, '.')} ${todo}`);
  }
  if (trouble === 'unreachable' || trouble === 'unanswered') {
    const way = proxy === undefined ? '' : ` through the proxy ${showProxy(proxy)}`;
    return notReached(`cannot reach ${server} (context ${context})${way}: ${reason}`);
  }
  if (trouble !== 'refused') return notReached(`cannot ${what} at ${server} (context ${context}): ${reason}`);
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
export type Attempt<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & CallProblem);

export async function attempt<T>(call: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return { ok: false, ...problemOf(error) };
  }
}
