import { Command, Option } from 'commander';
import { defaultCookieKey } from '../../model/features/cookie';
import type { Secret } from '../cluster/api/objects';
import { connect, type Connection } from '../cluster/connection';
import { addClusterOptions, type ClusterOptions } from '../cluster/options';
import { UserError } from '../errors';
import { exitCodes, exitCodesHelp } from '../exit-codes';
import type { Terminal } from '../terminal';
import { findCookiePlace, type CookiePlace, type PlaceOptions } from './cookie-place';
import { cookieIn, readSecret, writeCookie } from './cookie-secret';
import { takeCookie } from './cookie-value';
import { ownerByReference, ownerOf } from './owner';
import { restartWays, type RestartWay } from './restart-workload';
import { confirmRotation, finishRotation, type RotateOptions } from './rotate-cookie';
import { showVerdict } from './show-verdict';

interface CookieOptions extends ClusterOptions, PlaceOptions, RotateOptions {
  readonly rotate?: boolean;
  readonly verify?: boolean;
  readonly print?: boolean;
  readonly json?: boolean;
  readonly forceConflicts?: boolean;
}

const examples = `
Examples:
  $ npx beam-cluster cookie                                a random cookie, where the cluster of the namespace reads it
  $ npx beam-cluster cookie rsolv-api-secrets -n prod      into this Secret, which is created if necessary
  $ ERLANG_COOKIE="$(pass erlang)" npx beam-cluster cookie rsolv-api-secrets
  $ npx beam-cluster cookie --rotate                       a new cookie, after confirmation; prints how to restart
  $ npx beam-cluster cookie --rotate --yes --restart rolling
  $ npx beam-cluster cookie --verify                       does every pod have the Secret's cookie?
  $ npx beam-cluster cookie --print | kubeseal --raw --namespace prod --name rsolv-api-secrets
`;

export function cookieCommand(terminal: Terminal): Command {
  return addClusterOptions(new Command('cookie'))
    .summary('put an Erlang cookie into a Secret, or replace it')
    .description(
      'Puts a random cookie, or the one in ERLANG_COOKIE, under a key of a Secret. Other keys do not change. An existing ' +
        'cookie stays unless you give --rotate. Only --print shows the cookie.',
    )
    .argument('[secret]', 'the Secret (default: the one that the BEAM cluster of the namespace refers to)')
    .option('--key <key>', `key of the cookie (default: the key in the workload's manifest, else ${defaultCookieKey})`)
    .option('-w, --workload <name>', 'the Deployment or StatefulSet, where the namespace has several clusters')
    .option('--rotate', 'replace the existing cookie, after confirmation')
    .option('-y, --yes', 'rotate without confirmation')
    .addOption(new Option('--restart <how>', 'after a rotation, restart the pods and verify').choices(restartWays))
    .option('--verify', 'change nothing; compare the cookie of every pod with the Secret, by hash')
    .option('--print', 'write a new cookie to stdout, without a line break, and change no cluster; for pipes')
    .option('--force-conflicts', 'write what another tool or controller owns, although it may undo the change')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', examples + exitCodesHelp)
    .action((secret: string | undefined, options: CookieOptions) => runCookie(terminal, secret, options));
}

async function runCookie(terminal: Terminal, name: string | undefined, options: CookieOptions): Promise<void> {
  if (options.print === true) {
    printCookie(terminal);
    return;
  }
  const cookie = options.verify === true ? '' : takeCookie(process.env);
  terminal.hide(cookie);
  terminal.progress('Looking for the cluster');
  const connection = await connect(options, terminal);
  const place = await findCookiePlace(connection, name, options);
  if (options.verify === true) await showVerdict(terminal, connection, place, options.json === true);
  else await setCookie(terminal, connection, place, cookie, options);
}

function printCookie(terminal: Terminal): void {
  if (terminal.isTerminal) {
    const remedy = 'pipe it, for example into kubeseal --raw.';
    throw new UserError(`--print would leave the cookie in the history of the terminal; ${remedy}`, exitCodes.usage);
  }
  terminal.pipeSecret(takeCookie(process.env));
}

async function setCookie(
  terminal: Terminal,
  connection: Connection,
  place: CookiePlace,
  cookie: string,
  options: CookieOptions,
): Promise<void> {
  const secret = await readSecret(connection, place);
  const old = cookieIn(secret, place);
  const done = (action: keyof typeof details) => {
    showDone(terminal, connection, place, action, options.json === true);
  };
  if (old === cookie) {
    done('unchanged');
    return;
  }
  if (options.forceConflicts !== true) refuseOwned(connection, place, secret, options.restart);
  if (old === undefined) {
    await writeCookie(connection, place, secret, cookie);
    done(secret === undefined ? 'created' : 'added');
    return;
  }
  if (options.rotate !== true) {
    const where = `Secret ${connection.namespace}/${place.secretName} has a cookie under ${place.key}`;
    throw new UserError(`${where}; nothing was changed. --rotate replaces it.`);
  }
  await confirmRotation(terminal, connection, place, options);
  await writeCookie(connection, place, secret, cookie);
  await finishRotation(terminal, connection, place, cookie, options.restart);
  done('rotated');
}

/** Throws if another tool or controller owns what is about to be written. */
function refuseOwned(
  { namespace }: Connection,
  { secretName, key, workloads }: CookiePlace,
  secret: Secret | undefined,
  restart: RestartWay | undefined,
): void {
  const annotated = restart === 'rolling' ? workloads : [];
  const owned = [
    { what: `Secret ${namespace}/${secretName}`, owner: ownerOf(secret?.metadata ?? {}, ['data', key]) },
    ...annotated.map(({ kind, name, object }) => ({
      what: `${kind} ${namespace}/${name}`,
      owner: ownerByReference(object.metadata),
    })),
  ].flatMap(({ what, owner }) => (owner === undefined ? [] : [{ what, ...owner }]));
  const [first] = owned;
  if (first === undefined) return;
  const { what, who, remedy } = first;
  throw new UserError(
    `${what} belongs to ${who}, which may undo a change; nothing was changed. ${remedy} --force-conflicts writes it anyway.`,
  );
}

const details = {
  created: 'was created, with a cookie under',
  added: 'now has a cookie under',
  rotated: 'has a new cookie under',
  unchanged: 'already has this cookie under',
} as const;

function showDone(
  terminal: Terminal,
  { namespace }: Connection,
  { secretName, key, workloads }: CookiePlace,
  action: keyof typeof details,
  isJson: boolean,
): void {
  if (isJson) {
    const users = workloads.map(({ kind, name }) => ({ kind, name }));
    terminal.printJson({ action, namespace, secret: secretName, key, workloads: users });
    return;
  }
  terminal.print(`Secret ${namespace}/${secretName} ${details[action]} ${key}.`);
}
