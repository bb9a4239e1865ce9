import { kindOf } from './plain';

/** One problem with the props of a cluster. */
export interface Problem {
  /** Path of the property, such as `http.port`. */
  readonly property: string;
  /** What holds and does not: `must be a whole number of at least 1`. */
  readonly rule: string;
  /** What was found, as it may be shown; left out where it could be a secret. */
  readonly got?: string;
  /** What to do. */
  readonly remedy?: string;
}

/** Takes what is wrong, so that all problems of a call come out at once. */
export type Report = (problem: Problem) => void;

/**
 * Every problem of one cluster. Its message has a line for each. It shows no value that could be a secret, because a secret
 * may stand in any place by mistake.
 *
 * @example
 * try {
 *   modelCluster('api', { image: 'ghcr.io/acme/api:1.0.0', replicas: 0 });
 * } catch (error) {
 *   if (error instanceof ClusterPropsError) console.error(error.problems);
 * }
 */
export class ClusterPropsError extends Error {
  override readonly name = 'ClusterPropsError';

  constructor(
    readonly cluster: string,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map((problem) => describeProblem(cluster, problem)).join('\n'));
  }
}

/**
 * A problem as one line of text: who, which property, what was got, what to do.
 *
 * @example
 * // BeamCluster "api": replicas must be a whole number of at least 1, got 0.
 * describeProblem('api', { property: 'replicas', rule: 'must be a whole number of at least 1', got: '0' });
 */
export function describeProblem(cluster: string, { property, rule, got, remedy }: Problem): string {
  const value = got === undefined ? '' : `, got ${got}`;
  const more = remedy === undefined ? '' : ` ${remedy}`;
  return `BeamCluster ${quote(cluster)}: ${showPath(property)} ${rule}${value}.${more}`;
}

const longestShown = 80;
// The path to a property of an affinity has 120 characters.
const longestPath = 160;

/**
 * A value as an error may show it. A secret may stand in any place by mistake, so nothing is shown that could be one: no
 * text, no number that is longer than a port, and never the inside of an object.
 */
export function show(value: unknown): string {
  if (value === '') return '""';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return isShort(String(value)) ? String(value) : longNumber(value);
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`;
  return typeof value === 'object' && value !== null ? kindOf(value) : String(value);
}

function longNumber(value: number): string {
  const digits = String(Math.abs(value));
  return /^\d+$/.test(digits) ? `a number of ${digits.length} digits` : 'a number';
}

/** Text of the wrong form: its length may be what is wrong. */
export function showText(value: unknown): string {
  if (typeof value !== 'string' || value === '') return show(value);
  return `text of ${value.length} character${value.length === 1 ? '' : 's'}`;
}

/** A value where a whole number is meant, which may be in quotes. */
export function showNumber(value: unknown): string {
  return typeof value === 'string' && /^-?\d+$/.test(value) && isShort(value) ? quote(value) : show(value);
}

/** A value where a number with a unit is meant: `"128m"`, `"25%"`. */
export function showQuantity(value: unknown): string {
  const isQuantity = typeof value === 'string' && /^[-+]?\d[\d.,]* ?[a-z%]{0,5}\d{0,2}$/i.test(value);
  return isQuantity && isShort(value) ? quote(value) : showText(value);
}

/** What kind of value it is, for one that is a secret where it is right. */
export function showKind(value: unknown): string {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' || typeof value === 'boolean' ? `a ${typeof value}` : show(value);
}

/** Text in quotes, short, on one line, with what cannot be seen escaped. */
export function quote(text: string): string {
  return JSON.stringify(shorten(text)).replace(/\p{C}/gu, escaped);
}

/** Path of what a key of the user's own leads to. Such a key names something, unless it does not look like a name. */
export function pathTo(property: string, key: string): string {
  return /^[\w./-]+$/.test(key) && isShort(key) ? `${property}.${key}` : `${property}.*`;
}

// More digits could be a PIN, a card or an account.
function isShort(text: string): boolean {
  return text.replace(/\D/g, '').length <= 5;
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

// A path has keys of the user in it, so it may be empty, end with a dot or break the line.
function showPath(path: string): string {
  const short = shorten(path, longestPath);
  return /^[!#-~]*[!#-\-/-~…]$/.test(short) ? short : quote(path);
}

function shorten(text: string, longest = longestShown): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
