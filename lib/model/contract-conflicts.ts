import { ownedVariable } from './contract';
import type { Problem, Report } from './schema';

/**
 * What undoes the contract: variables and flags of the VM with which nodes do not find each other, or listen on an address that
 * the other nodes do not know. They are refused wherever they can be given. Each says what to do in its place.
 */

interface Conflict {
  readonly rule: string;
  readonly remedy: string;
}

/** Variables that the cluster does not set, and that must not be set. */
export const conflictingVariables: ReadonlyMap<string, Conflict> = new Map([
  [
    'ERL_EPMD_ADDRESS',
    {
      rule: 'would keep the other nodes from epmd',
      remedy: 'Remove it; networkPolicy keeps everybody else from it.',
    },
  ],
  [
    'ERL_DIST_PORT',
    { rule: 'would move the distribution to another port', remedy: 'Use the property ports.distribution.' },
  ],
]);

/** The variables whose text the VM reads as flags. `ERL_AFLAGS` belongs to the cluster. */
const flagVariable = /^(?:ERL_(?:Z|OTP\d+_)?FLAGS|ELIXIR_ERL_OPTIONS)$/;

const ofDistribution = 'Use the property ports.distribution.';
const needsEpmd = 'The nodes find each other by epmd; remove it.';
const needsMesh = 'Every node of the cluster connects to every other; remove it.';

/** Flags that are refused in every place, with what to do. */
export const conflictingFlags: ReadonlyMap<string, string> = new Map([
  ['inet_dist_listen_min', ofDistribution],
  ['inet_dist_listen_max', ofDistribution],
  ['inet_dist_use_interface', 'The nodes listen on the address of the pod; remove it.'],
  ['net_ticktime', 'Use the property vmFlags.netTicktime.'],
  ['-dist_listen', 'It would keep the node from being found.'],
  ['start_distribution', 'It would keep the node from being found.'],
  ['-sname', 'Nodes of a cluster need long names.'],
  ['-start_epmd', needsEpmd],
  ['-no_epmd', needsEpmd],
  ['-epmd_module', needsEpmd],
  ['-erl_epmd_port', needsEpmd],
  ['erl_epmd_node_listen_port', needsEpmd],
  ['-connect_all', needsMesh],
  ['connect_all', needsMesh],
  ['-hidden', 'A hidden node is no member; remove it.'],
]);

// These have other meanings in a command, such as `find -name`.
const inFlagsOnly: ReadonlyMap<string, string> = new Map([['-name', 'Use the property release.']]);

const protocolOnce = 'A VM that has it twice speaks plain IPv4. Use ipFamily, or give it once in vmFlags.extra.';

/** Flags of `vmFlags.extra` that would come after the same flag of the cluster and win, or that would hide others. */
const inExtraOnly: ReadonlyMap<string, string> = new Map([
  ...inFlagsOnly,
  ['--', 'It would hide the flags after it.'],
  ['-extra', 'It would hide the flags after it.'],
  ['+Q', 'Use the property vmFlags.maxPorts.'],
  ['+S', 'Use the property vmFlags.schedulers.'],
  ['+sbwt', 'Use the property vmFlags.busyWait.'],
  ['+sbwtdcpu', 'Use the property vmFlags.busyWait.'],
  ['+sbwtdio', 'Use the property vmFlags.busyWait.'],
]);

/** Refuses a variable that belongs to the cluster or undoes it, and flags in the text of another one. */
export function refuseVariable(property: string, name: string, value: unknown, report: Report): void {
  const owned = ownedVariable(name);
  if (owned !== undefined) {
    const remedy = owned.property === undefined ? 'It is fixed; remove it.' : `Use the property ${owned.property}.`;
    report({ property, rule: 'is set by the cluster itself', remedy });
  }
  const undoing = conflictingVariables.get(name);
  if (undoing !== undefined) report({ property, ...undoing });
  if (typeof value !== 'string' || !flagVariable.test(name)) return;
  const known = new Map([...conflictingFlags, ...inFlagsOnly, ['-proto_dist', protocolOnce]]);
  refuseWords(property, wordsOf(value), known, report);
}

/** Refuses the flags of `vmFlags.extra` that the cluster sets itself or that undo it. */
export function refuseFlags(property: string, flags: readonly string[], report: Report): void {
  refuseWords(property, flags, new Map([...conflictingFlags, ...inExtraOnly]), report);
  if (flags.filter((flag) => flag === '-proto_dist').length < 2) return;
  report({ property, rule: 'must have it once', got: '"-proto_dist"', remedy: protocolOnce });
}

/** Refuses flags and variables in a command or its arguments, which may be a shell script. */
export function refuseInCommand(property: string, texts: readonly unknown[], report: Report): void {
  const words = texts.flatMap((text) => (typeof text === 'string' ? wordsOf(text) : []));
  const known = new Map([...conflictingFlags, ['-proto_dist', protocolOnce]]);
  refuseWords(property, words, known, report);
  const name = words.some((word, index) => /^--?name$/.test(word) && words[index + 1]?.includes('@') === true);
  if (name) report(conflict(property, '-name', 'Use the property release.'));
  const set = words.map((word) => /^(\w+)=/.exec(word)?.[1] ?? '');
  for (const variable of new Set(set)) {
    if (ownedVariable(variable) === undefined && !conflictingVariables.has(variable)) continue;
    report({
      property,
      rule: `must not set the variable ${variable}, which the cluster depends on`,
      remedy: 'Remove it.',
    });
  }
}

function refuseWords(
  property: string,
  words: readonly string[],
  known: ReadonlyMap<string, string>,
  report: Report,
): void {
  for (const word of new Set(words)) {
    const remedy = known.get(word);
    if (remedy !== undefined) report(conflict(property, word, remedy));
  }
}

/** The problem of a flag that the cluster sets itself, or that undoes what it sets. */
export function conflict(property: string, flag: string, remedy: string): Problem {
  return { property, rule: 'must not have what the cluster sets', got: `"${flag}"`, remedy };
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s"';]+/).filter((word) => word !== '');
}
