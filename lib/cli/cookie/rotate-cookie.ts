import type { Connection } from '../cluster/connection';
import { UserError } from '../errors';
import { shellLine } from '../escape';
import { exitCodes } from '../exit-codes';
import { join, show, type Shown } from '../shown';
import type { Terminal } from '../terminal';
import type { CookiePlace } from './cookie-place';
import { restartLine, restartWorkload, type RestartWay } from './restart-workload';
import { verifyCookie } from './verify-cookie';

export interface RotateOptions {
  readonly yes?: boolean;
  readonly restart?: RestartWay;
}

/** Says what a rotation does, and asks for confirmation. Throws where the answer is no, or where there is no terminal. */
export async function confirmRotation(
  terminal: Terminal,
  { namespace }: Connection,
  { secretName, key, workloads }: CookiePlace,
  { yes = false, restart }: RotateOptions,
): Promise<void> {
  terminal.note(
    warning(
      `${namespace}/${secretName}`,
      key,
      workloads.map(({ kind, name }) => `${kind} ${name}`),
      restart,
    ),
  );
  if (yes) return;
  if (!terminal.canAsk) {
    throw new UserError('--rotate asks before it replaces a cookie; without a terminal give --yes.', exitCodes.usage);
  }
  if (!(await terminal.confirm('Replace the cookie?'))) throw new UserError('nothing was changed.');
}

function warning(secret: string, key: string, users: readonly string[], restart: RestartWay | undefined): Shown {
  const then = {
    together: 'All pods are restarted at once: no node of the cluster answers until the first has booted again.',
    rolling: 'The pods are restarted one after another: until the last one is new, there are two clusters.',
    none: 'Nothing is restarted: a pod that starts from now on cannot connect to the others until they restart too.',
  }[restart ?? 'none'];
  return show`Rotating the cookie of ${users.join(', ') || 'no workload in this namespace'}:
  1. The key ${key} of Secret ${secret} gets a new cookie.
  2. Running nodes keep the old one, which they read when they started. Old and new nodes do not connect.
  3. ${then}
  4. The old cookie is useless after all nodes have restarted.`;
}

/** With `restart`, restarts the workloads and checks that every pod has the new cookie. Otherwise prints how to. */
export async function finishRotation(
  terminal: Terminal,
  connection: Connection,
  place: CookiePlace,
  cookie: string,
  restart: RestartWay | undefined,
): Promise<void> {
  if (restart === undefined) {
    terminal.note(nextSteps(connection, place));
    return;
  }
  try {
    await restartAndVerify(terminal, connection, place, cookie, restart);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    terminal.note(nextSteps(connection, place));
    throw new UserError(
      `the cookie was replaced, but some pods may still have the old one: ${error.message}`,
      error.exitCode,
    );
  }
}

async function restartAndVerify(
  terminal: Terminal,
  connection: Connection,
  place: CookiePlace,
  cookie: string,
  restart: RestartWay,
): Promise<void> {
  for (const workload of place.workloads) {
    await restartWorkload(connection, workload, restart, (ready, wanted) => {
      terminal.progress(`${workload.kind} ${workload.name}: ${ready} of ${wanted} pods are new and ready`);
    });
  }
  const pods = (await verifyCookie(connection, place.workloads, cookie)).filter(({ state }) => state !== 'same');
  if (pods.length === 0) return;
  const details = pods.map(
    ({ pod, state, reason }) => `${pod}: ${reason === undefined ? state : `${state}: ${reason}`}`,
  );
  throw new UserError(details.join('; '));
}

/** What is left to do after the Secret has changed. */
export function nextSteps({ namespace }: Connection, { secretName, workloads }: CookiePlace): Shown {
  const restarts = workloads.flatMap((workload) => [
    show`  ${restartLine(workload, 'together', namespace)}`,
    show`  ${restartLine(workload, 'rolling', namespace)}`,
  ]);
  const verify = show`  ${shellLine`npx beam-cluster cookie ${secretName} -n ${namespace} --verify`}`;
  const restart = ['Restart the nodes now: all at once, or one by one with two clusters in the meantime:', ...restarts];
  return join([...(workloads.length === 0 ? [] : restart), 'Then check that every pod has it:', verify]);
}
