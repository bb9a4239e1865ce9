import { literalValue } from './literal';
import { anyItem, anyKey, type Property, type Step } from './properties';

type Plain = Readonly<Record<string, unknown>>;

const anyKeyShown = ['NAME', 'name'];

/** Props that have a value at the place of a property, and beside it what must be there too, by its own example. */
export function inContext(property: Property, value: unknown, all: readonly Property[]): Plain {
  return put(property.path, value, all) as Plain;
}

/** The same without a value: what must be there for the property to be given. */
export function contextOf(property: Property, all: readonly Property[]): Plain {
  return inContext(property, undefined, all);
}

/** The value of a property's example; undefined where it has none, or one that is no literal. */
export function exampleOf({ docs }: Property): unknown {
  return docs.example === undefined ? undefined : literalValue(docs.example);
}

/** Plain data as one writes it in TypeScript. */
export function showLiteral(value: unknown): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(showLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${showKey(key)}: ${showLiteral(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function showKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : showLiteral(key);
}

function put([step, ...rest]: readonly Step[], value: unknown, siblings: readonly Property[]): unknown {
  if (step === undefined) return value;
  if (step === anyItem) return [put(rest, value, siblings)];
  if (step === anyKey)
    return put(rest, value, siblings.find(({ path }) => path.at(-1) === anyKey)?.children ?? siblings);
  const here = siblings.find(({ path }) => path.at(-1) === step);
  const given = put(rest, value, here?.children ?? []);
  const inner = rest[0] === anyKey ? { [keyShown(here)]: given } : given;
  return { ...companionsOf(step, siblings), ...(inner === undefined ? {} : { [step]: inner }) };
}

// The first that may be a key there.
function keyShown(map: Property | undefined): string {
  const { pattern = '' } = map?.schema.propertyNames ?? {};
  return anyKeyShown.find((key) => new RegExp(pattern).test(key)) ?? '';
}

// A choice excludes its others; where none of them is meant, the first one is taken.
function companionsOf(step: Step, siblings: readonly Property[]): Plain {
  const [first, ...others] = siblings.find(({ choices }) => choices.length > 0)?.choices ?? [];
  const chosen = first === undefined || [first, ...others].includes(step) ? undefined : first;
  const needed = siblings.filter(({ path, isRequired }) => isRequired || path.at(-1) === chosen);
  return Object.fromEntries(needed.map((sibling) => [String(sibling.path.at(-1)), exampleOf(sibling)]));
}
