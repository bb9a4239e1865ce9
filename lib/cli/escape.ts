import type { Secrets } from './secrets';

/** Control characters, C1 among them, those that turn the direction of text, and others that are not seen. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const named: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** More than any line needs, and less than a screen. */
const longest = 4000;

/**
 * What a person may see of foreign text: the only way from a cluster, a pod, a file or an argument to the terminal. Secrets
 * are taken out, and characters that would do something are shown escaped.
 */
export function escapeForeign(foreign: string, secrets: Secrets): string {
  // Secrets first, since the beginning of one is no match.
  const safe = secrets.mask(foreign);
  const cut = safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
  return cut.replace(unseen, (character) => named.get(character) ?? codeOf(character));
}

/** JSON that is safe to print: a reader gets back each character, and a terminal none that does something. */
export function toSafeJson(value: unknown, secrets: Secrets, indent?: number): string {
  const mask = (_key: string, part: unknown) => masked(part, secrets);
  return JSON.stringify(value, mask, indent).replace(unseen, (character) =>
    // Within a string JSON has escaped it already, so that this one is our own.
    character === '\n' ? character : unitsOf(character),
  );
}

function masked(part: unknown, secrets: Secrets): unknown {
  if (typeof part === 'string') return secrets.mask(part);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [secrets.mask(key), value as unknown]));
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? unitsOf(character) : `\\u{${code.toString(16)}}`;
}

function unitsOf(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** A line for a shell in which each foreign word stays one word, whatever is in it. */
export function shellLine(own: TemplateStringsArray, ...words: readonly string[]): string {
  return own.map((part, index) => part + (index < words.length ? quoted(words[index] ?? '') : '')).join('');
}

/** Quoted only where a shell would change it. A shell changes no name of Kubernetes. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
