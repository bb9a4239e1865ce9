import type { AttachmentProps, BeamClusterPropsWithSecrets } from './props';
import { bytesOf, isList, jsonBytes, pathTo, type Report } from './schema';

/** Size limits of the kernel, etcd and the API server. Without these checks, an oversized value fails only at apply. */

// MAX_ARG_STRLEN (binfmts.h) minus the terminating NUL.
const longestWord = 128 * 1024 - 1;
// A quarter of the stack limit (execve(2)), which is 8 MiB in a container by default.
const mostForProcess = 2 * 1024 * 1024;
// For each word, the kernel adds a terminating NUL and a pointer.
const perWord = 9;
// etcd's --max-request-bytes, the limit for one object.
const mostForObject = 1536 * 1024;
// The API server's MaxSecretSize.
const mostForSecret = 1024 * 1024;

/** The arguments and variables of a process, each with the property that sets it. */
type Words = readonly { readonly property: string; readonly path: string; readonly bytes: number }[];

/** What a process is started with, as far as the props say it. */
type Process = Partial<
  Pick<BeamClusterPropsWithSecrets<unknown>, 'env' | 'command' | 'args' | 'secrets' | 'vmFlags'>
> & {
  readonly eval?: unknown;
};

/** Checks an object only if each of its words fits, because the user must fix an oversized word first. */
export function checkSizes(props: Partial<BeamClusterPropsWithSecrets<unknown>>, report: Report): void {
  // Secrets by value are a separate object, and so is each of those that are left out.
  const { labels, annotations, secrets, headless: _0, service: _1, ingress: _2, route: _3, ...once } = props;
  const { sidecars = {}, initContainers = {}, tasks = {}, schedules = {} } = props;
  const processes = [
    wordsOf(props),
    ...Object.entries(sidecars).map(([name, sidecar]) => wordsOf(sidecar, pathTo('sidecars', name))),
    ...Object.entries(initContainers).map(([name, before]) => wordsOf(before, pathTo('initContainers', name))),
    ...Object.entries(tasks).map(([name, task]) => wordsOf(task, pathTo('tasks', name))),
    ...Object.entries(schedules).map(([name, schedule]) => wordsOf(schedule, pathTo('schedules', name))),
  ];
  const isRight =
    processes.map((words) => checkWords(words, report) && checkProcess(words, report)).every(Boolean) &&
    checkObject('workload', { ...once, ...twice({ labels, annotations }) }, report);
  if (isRight) checkSecretSize(secrets, report);
}

/** The NetworkPolicy contains the selector three times, which makes it the largest object around a workload. */
export function checkSizesAround(props: Partial<AttachmentProps<unknown>>, report: Report): void {
  const { labels, selector, vmFlags } = props;
  if (!checkWords(wordsOf({ ...(vmFlags === undefined ? {} : { vmFlags }) }), report)) return;
  checkObject('NetworkPolicy', { labels, selector: [selector, selector, selector] }, report);
}

function wordsOf(
  { env = {}, command = [], args = [], secrets = {}, vmFlags, eval: expression }: Process,
  within = '',
): Words {
  const prefix = within === '' ? '' : `${within}.`;
  const variables = (key: string, values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).map(([name, value]) => ({
      property: `${prefix}${key}`,
      path: pathTo(`${prefix}${key}`, name),
      bytes: bytesOf(name) + 1 + textBytes(value),
    }));
  const list = (key: string, values: readonly unknown[]) =>
    values.map((value, index) => {
      const property = `${prefix}${key}`;
      return { property, path: `${property}[${index}]`, bytes: textBytes(value) };
    });
  const flags = (vmFlags?.extra ?? []).join(' ');
  return [
    ...variables('env', env),
    ...(isList(secrets) ? [] : variables('secrets', secrets)),
    ...list('command', command),
    ...list('args', args),
    { property: `${prefix}eval`, path: `${prefix}eval`, bytes: textBytes(expression) },
    { property: 'vmFlags.extra', path: 'vmFlags.extra', bytes: bytesOf(flags) },
  ];
}

function checkWords(words: Words, report: Report): boolean {
  const tooLong = words.filter(({ bytes }) => bytes > longestWord);
  for (const { path, bytes } of tooLong) {
    report({
      property: path,
      rule: `must be at most ${longestWord} bytes, including the name of a variable (MAX_ARG_STRLEN of Linux)`,
      got: String(bytes),
      remedy: 'Mount large values as a file.',
    });
  }
  return tooLong.length === 0;
}

function checkProcess(words: Words, report: Report): boolean {
  const total = sumBy(words, ({ property, bytes }) => [property, bytes + perWord]);
  return checkTotal(
    total,
    mostForProcess,
    (most) => `must fit into ${most} bytes with all other arguments and variables (ARG_MAX of Linux)`,
    report,
  );
}

function checkObject(kind: string, parts: Readonly<Record<string, unknown>>, report: Report): boolean {
  const total = sumBy(Object.entries(parts), ([property, value]) => [property, jsonBytes(value)]);
  return checkTotal(
    total,
    mostForObject,
    (most) => `must fit into ${most} bytes with the rest of the ${kind} (the limit of etcd for one object)`,
    report,
  );
}

function checkSecretSize(secrets: Partial<BeamClusterPropsWithSecrets<unknown>>['secrets'], report: Report): void {
  if (secrets === undefined || isList(secrets)) return;
  const bytes = Object.values(secrets).reduce<number>((sum, value) => sum + textBytes(value), 0);
  const rule = `must be at most ${mostForSecret} bytes together (the limit of the API server for one Secret)`;
  if (bytes > mostForSecret) report({ property: 'secrets', rule, got: String(bytes) });
}

type Totals = ReadonlyMap<string, number>;

function checkTotal(parts: Totals, most: number, rule: (most: number) => string, report: Report): boolean {
  const bytes = [...parts.values()].reduce((sum, part) => sum + part, 0);
  const [largest] = [...parts].sort(([, a], [, b]) => b - a);
  if (bytes <= most || largest === undefined) return true;
  report({ property: largest[0], rule: rule(most), got: String(bytes), remedy: 'Mount large values as a file.' });
  return false;
}

function sumBy<T>(items: readonly T[], part: (item: T) => readonly [string, number]): Totals {
  const sums = new Map<string, number>();
  for (const [property, bytes] of items.map(part)) sums.set(property, (sums.get(property) ?? 0) + bytes);
  return sums;
}

function twice(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parts).map(([property, value]) => [property, [value, value]]));
}

function textBytes(value: unknown): number {
  return typeof value === 'string' ? bytesOf(value) : 0;
}
