import { attempt } from '../../cluster/api-problem';
import { nameOf } from '../../cluster/api/objects';
import { readLog } from '../../cluster/api/requests';
import type { Pod } from '../../cluster/api/workload-objects';
import type { Connection } from '../../cluster/connection';
import { statusesOf } from '../../cluster/pods';

/** Why a VM did not boot, as its log says; only what these expressions catch is shown, since a log may hold anything. */
const known: readonly { readonly says: RegExp; readonly means: (caught: string) => string }[] = [
  { says: /(Can't set (?:long|short) node name)/, means: (words) => `${words}; see RELEASE_NODE` },
  { says: /eaddrinuse/, means: () => 'the port of the distribution is taken (eaddrinuse)' },
  { says: /the name (\S{1,80}) seems to be in use/, means: (name) => `a node ${name} runs there already` },
  { says: /environment variable (\w{1,80}) is missing/, means: (name) => `the variable ${name} is missing` },
  { says: /could not fetch environment variable "(\w{1,80})"/, means: (name) => `the variable ${name} is missing` },
  { says: /[Rr]ead-only file system|:erofs/, means: () => 'it cannot write to its file system' },
  {
    says: /(?:application_start_failure,|Could not start application )(\w{1,80})/,
    means: (app) => `${app} does not start`,
  },
  { says: /exec format error/i, means: () => 'the image is built for another processor' },
  { says: /eheap_alloc|Cannot allocate \d+ bytes/, means: () => 'the VM could not get more memory' },
];

/** Reads the log of the container that ended last, where there was one. */
export async function readLastWords(connection: Connection, pod: Pod): Promise<string | undefined> {
  const ended = statusesOf(pod).find(
    ({ lastState, state }) => lastState?.terminated !== undefined || state?.terminated,
  );
  if (ended === undefined) return undefined;
  const previous = ended.lastState?.terminated !== undefined;
  const log = await attempt(() =>
    readLog(connection, nameOf(pod), { container: ended.name, previous, tailLines: 100 }),
  );
  return log.ok ? understand(log.value) : undefined;
}

export function understand(log: string): string | undefined {
  for (const { says, means } of known) {
    const match = says.exec(log);
    if (match !== null) return means(match[1] ?? '');
  }
  return undefined;
}
