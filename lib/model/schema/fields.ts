import { didYouMean } from './did-you-mean';
import { entriesOf, isList, isRecord, itemsOf } from './plain';
import { pathTo, show, type Problem, type Report } from './problems';
import { reject, shape, type Fields, type Shape } from './shape';
import { isMadeFromOutput, madeFromOutput } from './stringified';

interface FieldOptions {
  /** Which must be there. */
  readonly required?: readonly string[];
  /** Of which exactly one must be there. */
  readonly oneOf?: readonly string[];
  /** What keys of the user's own must be, and what they lead to. Without it, no other key is known. */
  readonly others?: { readonly key: Shape; readonly item: Shape };
}

/** An object with these properties, and no others unless the options have them. */
export function fields<T>(shapes: Fields<T>, { required = [], oneOf: choices = [], others }: FieldOptions = {}): Shape {
  const entries = Object.entries<Shape>(shapes);
  const known = Object.keys(shapes);
  const json = {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, { json }]) => [key, json])),
    ...(others?.key.json.pattern === undefined ? {} : { propertyNames: others.key.json }),
    additionalProperties: others?.item.json ?? false,
    ...(required.length === 0 ? {} : { required }),
    ...(choices.length === 0 ? {} : { oneOf: choices.map((key) => ({ required: [key] })) }),
  } as const;
  return shape(json, (value, property, reading) => {
    const { report } = reading;
    const given = readRecord(value, property, report);
    if (given === undefined) return undefined;
    const path = (key: string) => (property === '' ? key : `${property}.${key}`);
    const further = Object.keys(given).filter((key) => !known.includes(key) && given[key] !== undefined);
    const unknown = others === undefined ? Object.keys(given).filter((key) => !known.includes(key)) : [];
    for (const key of unknown) report(unknownKey(key, property, known));
    const chosen = choices.filter((key) => given[key] !== undefined);
    // A mistyped choice is reported above.
    if (choices.length > 0 && chosen.length !== 1 && unknown.length === 0) {
      report({ property, rule: `must have one of ${listed(choices)}` });
    }
    for (const key of required.filter((key) => given[key] === undefined)) {
      report({ property: path(key), rule: 'must be given' });
    }
    const read: Record<string, unknown> = {};
    for (const [key, field] of entries.filter(([key]) => given[key] !== undefined)) {
      const value = field.read(given[key], path(key), reading);
      if (value !== undefined) read[key] = value;
    }
    if (others === undefined) return read;
    for (const key of further) {
      if (others.key.read(key, property, reading) === undefined) continue;
      const value = others.item.read(given[key], pathTo(property, key), reading);
      if (value !== undefined) read[key] = value;
    }
    return read;
  });
}

/** An object with keys of the user's own. */
export function record(key: Shape, item: Shape): Shape {
  const named = key.json.pattern === undefined ? {} : { propertyNames: key.json };
  const json = { type: 'object', ...named, additionalProperties: item.json } as const;
  return shape(json, (value, property, reading) => {
    const given = readRecord(value, property, reading.report);
    if (given === undefined) return undefined;
    const pairs = Object.entries(given).map(([name, entry]) => [
      key.read(name, property, reading),
      entry === undefined ? undefined : item.read(entry, pathTo(property, name), reading),
    ]);
    return Object.fromEntries(pairs.filter((pair) => !pair.includes(undefined))) as unknown;
  });
}

interface ListOptions {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function list(item: Shape, { atLeast = 0, atMost = Infinity }: ListOptions = {}): Shape {
  const json = {
    type: 'array',
    items: item.json,
    ...(atLeast === 0 ? {} : { minItems: atLeast }),
    ...(atMost === Infinity ? {} : { maxItems: atMost }),
  } as const;
  return shape(json, (value, property, reading) => {
    if (!isList(value)) return reject(reading.report, { property, rule: 'must be a list', got: show(value) }, value);
    const items = itemsOf(value);
    if (items === undefined) {
      reading.report({ property, rule: 'must be a list without gaps, and with nothing but its items' });
      return undefined;
    }
    if (items.length < atLeast || items.length > atMost) {
      const rule = items.length < atLeast ? `must have at least ${atLeast}` : `must have at most ${atMost}`;
      reading.report({ property, rule, got: String(items.length) });
    }
    return items
      .map((entry, index) => item.read(entry, `${property}[${index}]`, reading))
      .filter((entry) => entry !== undefined);
  });
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
  return { property: property || 'props', rule: 'must only have known properties', got, remedy };
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
