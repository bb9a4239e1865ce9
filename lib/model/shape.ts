import { didYouMean } from './did-you-mean';
import { show, showKind, type Report } from './problems';

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
    if (!isRecord(value)) return mismatch(report, property || 'props', 'an object', value);
    const path = (key: string) => (property === '' ? key : `${property}.${key}`);
    const unknown = Object.keys(value).filter((key) => !known.includes(key));
    for (const key of unknown) {
      const near = didYouMean(key, known);
      const remedy = near === undefined ? `Known are ${known.join(', ')}.` : `Did you mean ${path(near)}?`;
      report({ property: path(key), rule: 'is not a known property', remedy });
    }
    const chosen = Object.keys(value).filter((key) => choices.includes(key) && value[key] !== undefined);
    // A mistyped choice is told above.
    if (choices.length > 0 && chosen.length !== 1 && unknown.length === 0) {
      report({ property, rule: `must have one of ${listed(choices)}` });
    }
    for (const key of required.filter((key) => value[key] === undefined)) {
      report({ property: path(key), rule: 'must be given' });
    }
    const read: Record<string, unknown> = {};
    for (const key of known.filter((key) => value[key] !== undefined)) {
      const field = shapes[key as keyof T](value[key], path(key), reading);
      if (field !== undefined) read[key] = field;
    }
    return read;
  };
}

/** An object with keys of the user's own. */
export function record(key: Shape, item: Shape): Shape {
  return (value, property, reading) => {
    if (!isRecord(value)) return mismatch(reading.report, property, 'an object', value);
    const pairs = Object.entries(value).map(([name, entry]) => [
      key(name, property, reading),
      entry === undefined ? undefined : item(entry, `${property}.${name}`, reading),
    ]);
    return Object.fromEntries(pairs.filter((pair) => !pair.includes(undefined))) as unknown;
  };
}

export function list(item: Shape): Shape {
  return (value, property, reading) => {
    if (!Array.isArray(value)) return mismatch(reading.report, property, 'a list', value);
    const items: readonly unknown[] = value;
    return items
      .map((entry, index) => item(entry, `${property}[${index}]`, reading))
      .filter((entry) => entry !== undefined);
  };
}

export function text(rule: string, valid: (text: string) => boolean, remedy?: string): Shape {
  return (value, property, { report }) =>
    typeof value === 'string' && valid(value) ? value : reject(report, property, rule, value, remedy);
}

// The API's integers have 32 bits.
export const largestInteger = 2 ** 31 - 1;

export function whole(min: number, max = largestInteger): Shape {
  const range = max === largestInteger ? `of at least ${min}` : `from ${min} to ${max}`;
  return (value, property, { report }) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? value
      : mismatch(report, property, `a whole number ${range}`, value);
}

export const flag: Shape = (value, property, { report }) =>
  typeof value === 'boolean' ? value : mismatch(report, property, 'true or false', value);

export function oneOf(...choices: readonly string[]): Shape {
  return (value, property, { report }) => {
    if (typeof value === 'string' && choices.includes(value)) return value;
    const near = typeof value === 'string' ? didYouMean(value, choices) : undefined;
    const rule = `must be one of ${choices.map((choice) => `"${choice}"`).join(', ')}`;
    return reject(report, property, rule, value, near === undefined ? undefined : `Did you mean "${near}"?`);
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

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function reject(report: Report, property: string, rule: string, value: unknown, remedy?: string): unknown {
  report({ property, rule, got: show(value), ...(remedy === undefined ? {} : { remedy }) });
  return undefined;
}

// Text where something else belongs may be anything, a secret too; a number in quotes is what it looks like.
function mismatch(report: Report, property: string, kind: string, value: unknown): unknown {
  const got = typeof value === 'string' && !/^-?\d{1,9}$/.test(value) ? showKind(value) : show(value);
  report({ property, rule: `must be ${kind}`, got });
  return undefined;
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
