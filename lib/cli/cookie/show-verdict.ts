import type { Connection } from '../cluster/connection';
import { UserError } from '../errors';
import { exitCodes } from '../exit-codes';
import { printTable } from '../table';
import type { Terminal } from '../terminal';
import type { CookiePlace } from './cookie-place';
import { cookieIn, readSecret } from './cookie-secret';
import { verifyCookie } from './verify-cookie';

/** Prints whether each pod has the Secret's cookie; the exit code says whether all have. */
export async function showVerdict(
  terminal: Terminal,
  connection: Connection,
  place: CookiePlace,
  isJson: boolean,
): Promise<void> {
  const cookie = cookieIn(await readSecret(connection, place), place);
  const where = `${connection.namespace}/${place.secretName}`;
  if (cookie === undefined)
    throw new UserError(`Secret ${where} has no cookie under ${place.key}; create one with npx beam-cluster cookie.`);
  terminal.progress('Asking the pods');
  const pods = await verifyCookie(connection, place.workloads, cookie);
  const isSame = pods.length > 0 && pods.every(({ state }) => state === 'same');
  if (!isSame) terminal.exitCode = exitCodes.problem;
  if (isJson) {
    terminal.printJson({
      namespace: connection.namespace,
      secret: place.secretName,
      key: place.key,
      same: isSame,
      pods,
    });
    return;
  }
  const { green, red, yellow } = terminal.colors;
  const colors = { same: green, different: red, 'not reached': yellow };
  const rows = pods.map(({ pod, state, reason }) => [pod, colors[state](state), reason ?? '']);
  if (rows.length > 0) terminal.print(printTable(['POD', 'COOKIE', ''], rows));
  terminal.print(
    isSame
      ? `All ${pods.length} pods have the cookie of Secret ${where}.`
      : pods.length === 0
        ? `No pod takes its cookie from Secret ${where}, key ${place.key}.`
        : `${pods.filter(({ state }) => state === 'same').length} of ${pods.length} pods have the cookie of Secret ${where}. Restart the others.`,
  );
}
