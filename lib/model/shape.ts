import { didYouMean } from './did-you-mean';
import { entriesOf, isList, isRecord, itemsOf } from './plain';
import { pathTo, quote, show, showNumber, showText, type Problem, type Report } from './problems';
import { isMadeFromOutput, madeFromOutput } from './stringified';

/** Tells a value that only the engine can read, such as a Pulumi Output, from a plain one. */
export type IsOpaque = (value: unknown) => boolean;

/** What the engine can that the props are for. */
export interface Abilities {
  readonly isOpaque: IsOpaque;
  /** Whether secrets may be given by value. */
  readonly canKeepSecrets: boolean;
}

/** What a shape reads with: what the engine can, and where problems go. */
export interface Reading extends Abilities {
  readonly report: Report;
}

/**
 * Reads one value: gives it back when it is well formed, and otherwise reports why not and gives back undefined, so that
 * whatever else is wrong can be found in the same call.
 */
export type Shape = (value: unknown, property: string, reading: Reading) => unknown;

/** A shape for each property that `T` has, and for no other. */
export type Fields<T> = { readonly [K in keyof T]-?: Shape };

interface FieldOptions {
  /** Which must be there. */
  readonly required?: readonly string[];
  /** Of which exactly one must be there. */
  readonly oneOf?: readonly string[];
}

export function fields<T>(shapes: Fields<T>, { required = [], oneOf: choices = [] }: FieldOptions = {}): Shape {
  const known = Object.keys(shapes);
  return (value, property, reading) => {
    const { report } = reading;
    const given = readRecord(value, property, report);
    if (given === undefined) return undefined;
    const path = (key: string) => (property === '' ? key : `${property}.${key}`);
    const unknown = Object.keys(given).filter((key) => !known.includes(key));
    for (const key of unknown) report(unknownKey(key, property, known));
    const chosen = choices.filter((key) => given[key] !== undefined);
    // A mistyped choice is told above.
    if (choices.length > 0 && chosen.length !== 1 && unknown.length === 0) {
      report({ property, rule: `must have one of ${listed(choices)}` });
    }
    for (const key of required.filter((key) => given[key] === undefined)) {
      report({ property: path(key), rule: 'must be given' });
    }
    const read: Record<string, unknown> = {};
    for (const key of known.filter((key) => given[key] !== undefined)) {
      const field = shapes[key as keyof T](given[key], path(key), reading);
      if (field !== undefined) read[key] = field;
    }
    return read;
  };
}

/** An object with keys of the user's own. */
export function record(key: Shape, item: Shape): Shape {
  return (value, property, reading) => {
    const given = readRecord(value, property, reading.report);
    if (given === undefined) return undefined;
    const pairs = Object.entries(given).map(([name, entry]) => [
      key(name, property, reading),
      entry === undefined ? undefined : item(entry, pathTo(property, name), reading),
    ]);
    return Object.fromEntries(pairs.filter((pair) => !pair.includes(undefined))) as unknown;
  };
}

/** The own properties of an object, each read once; without a prototype, so that none is there that was not given. */
function readRecord(value: unknown, property: string, report: Report): Readonly<Record<string, unknown>> | undefined {
  const entries = isRecord(value) ? entriesOf(value) : undefined;
  if (entries === undefined) {
    reject(report, { property: property || 'props', rule: 'must be an object', got: show(value) }, value);
    return undefined;
  }
  const named = entries.filter(([key]) => typeof key === 'string');
  if (named.length < entries.length) {
    report({ property: property || 'props', rule: 'must have keys that are text', got: 'a symbol' });
  }
  return Object.setPrototypeOf(Object.fromEntries(named), null) as Readonly<Record<string, unknown>>;
}

// A key that is near a known one, or a word, is a name; another may be a secret.
function unknownKey(key: string, property: string, known: readonly string[]): Problem {
  if (isMadeFromOutput(key)) return { property: property || 'props', ...madeFromOutput };
  const path = (name: string) => (property === '' ? name : `${property}.${name}`);
  const near = didYouMean(key, known);
  if (near !== undefined) {
    return { property: path(key), rule: 'is not a known property', remedy: `Did you mean ${path(near)}?` };
  }
  const remedy = `Known are ${known.join(', ')}.`;
  if (/^[A-Za-z_./]{1,24}$/.test(key)) return { property: path(key), rule: 'is not a known property', remedy };
  const got = `one of ${key.length} characters`;
  return { property: property || 'props', rule: 'must have known properties alone', got, remedy };
}

export function list(item: Shape): Shape {
  return (value, property, reading) => {
    const problem = { property, rule: 'must be a list', got: show(value) };
    const items = isList(value) ? itemsOf(value) : undefined;
    if (!isList(value)) return reject(reading.report, problem, value);
    if (items === undefined) {
      reading.report({ property, rule: 'must be a list without gaps, and with nothing but its items' });
      return undefined;
    }
    return items
      .map((entry, index) => item(entry, `${property}[${index}]`, reading))
      .filter((entry) => entry !== undefined);
  };
}

export function text(rule: string, valid: (text: string) => boolean, remedy?: string): Shape {
  return (value, property, { report }) =>
    typeof value === 'string' && valid(value) && !isMadeFromOutput(value)
      ? value
      : reject(report, { property, rule, got: showText(value), ...(remedy === undefined ? {} : { remedy }) }, value);
}

// The API's integers have 32 bits.
export const largestInteger = 2 ** 31 - 1;

export function whole(min: number, max = largestInteger): Shape {
  const range = max === largestInteger ? `of at least ${min}` : `from ${min} to ${max}`;
  return (value, property, { report }) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? value
      : reject(report, { property, rule: `must be a whole number ${range}`, got: showNumber(value) }, value);
}

export const flag: Shape = (value, property, { report }) =>
  typeof value === 'boolean'
    ? value
    : reject(report, { property, rule: 'must be true or false', got: show(value) }, value);

export function oneOf(...choices: readonly string[]): Shape {
  return (value, property, { report }) => {
    if (typeof value === 'string' && choices.includes(value)) return value;
    const near = typeof value === 'string' ? didYouMean(value, choices) : undefined;
    const rule = `must be one of ${choices.map((choice) => `"${choice}"`).join(', ')}`;
    if (near === undefined) return reject(report, { property, rule, got: showText(value) }, value);
    return reject(report, { property, rule, got: quote(String(value)), remedy: `Did you mean "${near}"?` }, value);
  };
}

export function orFalse(shape: Shape): Shape {
  return (value, property, reading) => (value === false ? false : shape(value, property, reading));
}

/** A value that only the engine can read is taken as it is; a plain one must have the shape. */
export function leaf(shape: Shape): Shape {
  return (value, property, reading) => (reading.isOpaque(value) ? value : shape(value, property, reading));
}

/** A value that decides what there is, and so must be known when the manifests are made. */
export function known(shape: Shape): Shape {
  return (value, property, reading) => {
    if (!reading.isOpaque(value)) return shape(value, property, reading);
    const rule = 'must be a plain value, got one that is only known later';
    reading.report({ property: property || 'props', rule });
    return undefined;
  };
}

/** What is wrong is told without what was found, where it could be a secret. */
export function unshown(shape: Shape): Shape {
  return (value, property, reading) => {
    const report: Report = ({ got: _got, ...problem }) => {
      reading.report(problem);
    };
    return shape(value, property, { ...reading, report });
  };
}

/** Reports why a value is not taken; text that was made from an Output is wrong for that alone, whatever it should be. */
export function reject(report: Report, problem: Problem, value: unknown): unknown {
  report(isMadeFromOutput(value) ? { property: problem.property, ...madeFromOutput } : problem);
  return undefined;
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
