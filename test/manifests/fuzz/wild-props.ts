import fc, { type Arbitrary } from 'fast-check';
import { validProps } from './valid-props';

/** In every text that is put where a secret could be put by mistake. */
export const secretMark = 'hunter2';

const secretPlaces = [
  'cookie',
  'env',
  'envFrom',
  'secrets',
  'command',
  'args',
  'vmFlags',
  'imagePullSecrets',
  'labels',
];

const numbers = [Number.NaN, Infinity, -Infinity, -1, -0, 0, 1.5, 2 ** 31, 2 ** 53, 1e308, Number.MIN_VALUE];
const texts = [
  '',
  ' ',
  '\0',
  '\n',
  '\ud800',
  '日本',
  '💥',
  'x'.repeat(100_000),
  '50%',
  '101%',
  '-5%',
  '1e400',
  '__proto__',
];
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const objects = [
  null,
  [],
  {},
  [null],
  [[]],
  { a: 1 },
  cyclic,
  new Date(Number.NaN),
  new Map([['a', 1]]),
  /x/,
  Object.create(null) as unknown,
  Object.create({ port: 4000, secretName: 'inherited' }) as unknown,
  JSON.parse('{"__proto__": {"port": 4000}, "constructor": null}') as unknown,
  Promise.resolve(1),
  () => secretMark,
  Symbol('s'),
  10n,
  true,
  false,
];

const surrogates = { from: 0xd800, to: 0xdfff };
const surrogateCount = surrogates.to - surrogates.from + 1;

/** The `binary` of fast-check, which writes a table of all 1.1 million characters before it makes the first text. */
const anyCharacter = fc
  .nat({ max: 0x10ffff - surrogateCount })
  .map((index) => String.fromCodePoint(index < surrogates.from ? index : index + surrogateCount), indexOfCharacter);

function indexOfCharacter(value: unknown): number {
  const point = typeof value === 'string' ? value.codePointAt(0) : undefined;
  if (point === undefined || String.fromCodePoint(point) !== value) throw new Error('This is not one character.');
  if (point < surrogates.from) return point;
  if (point <= surrogates.to) throw new Error('This is half a character.');
  return point - surrogateCount;
}

const wildValue: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...numbers, ...objects),
  fc.constantFrom(...texts),
  fc.string({ unit: anyCharacter }),
  fc.integer(),
  fc.double(),
  fc.anything({ maxDepth: 2, withNullPrototype: true }),
);

const wildKey = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'Replicas', 'a\nb', 'k'.repeat(10_000)),
  fc.string(),
);

interface Change {
  readonly at: number;
  readonly value: unknown;
  /** A key that is put beside the place in place of its value. */
  readonly key: string | undefined;
}

const change: Arbitrary<Change> = fc.record({
  at: fc.nat(),
  value: wildValue,
  key: fc.option(wildKey, { nil: undefined, freq: 3 }),
});

/** Props as anybody may give them: three of five are as they should be, the others have up to three wild places. */
export const wildProps: Arbitrary<unknown> = fc.oneof(
  { arbitrary: validProps, weight: 30 },
  {
    arbitrary: fc
      .tuple(validProps, fc.array(change, { minLength: 1, maxLength: 3 }))
      .map(([props, changes]) => changes.reduce<Props>(apply, props)),
    weight: 19,
  },
  { arbitrary: wildValue, weight: 1 },
);

type Path = readonly string[];
type Props = Readonly<Record<string, unknown>>;

function apply(props: Props, { at, value, key }: Change): Props {
  const places = pathsOf(props);
  const path = places[at % places.length] ?? [];
  const place = key === undefined ? path : [...path.slice(0, -1), key];
  const marked = secretPlaces.includes(place[0] ?? '') && typeof value === 'string' ? `${secretMark}${value}` : value;
  return put(props, place, marked) as Props;
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (!isPlain(value)) return [path];
  return [
    ...(path.length === 0 ? [] : [path]),
    ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key])),
  ];
}

function put(value: unknown, [key, ...rest]: Path, item: unknown): unknown {
  if (key === undefined || !isPlain(value)) return item;
  if (Array.isArray(value))
    return value.map((entry: unknown, index) => (String(index) === key ? put(entry, rest, item) : entry));
  const kept = Object.entries(value).filter(([name]) => name !== key);
  const old = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  return Object.fromEntries([...kept, [key, put(old, rest, item)]]);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || (Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, 'self'));
}
