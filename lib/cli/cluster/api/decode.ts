/** Reads a value of an answer, and throws a `Mismatch` where it is something else; what is not read is left out. */
export type Decode<T> = (value: unknown) => T;

/** An answer is not what it should be. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';

  constructor(
    private readonly wanted: string,
    private readonly got: unknown,
    private readonly path = '',
  ) {
    super(`${path === '' ? 'it' : path} should be ${wanted} and is ${kindOf(got)}`);
  }

  /** The same, seen from the object or list around it. */
  within(key: string | number): Mismatch {
    const rest = this.path === '' || this.path.startsWith('[') ? this.path : `.${this.path}`;
    return new Mismatch(this.wanted, this.got, `${typeof key === 'number' ? `[${key}]` : key}${rest}`);
  }
}

/** What a value is, without the value. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function primitive<T>(wanted: string, fits: (value: unknown) => value is T): Decode<T> {
  return (value) => {
    if (fits(value)) return value;
    throw new Mismatch(wanted, value);
  };
}

export const text = primitive('text', (value) => typeof value === 'string');
export const number = primitive('a number', (value) => typeof value === 'number');
export const flag = primitive('true or false', (value) => typeof value === 'boolean');
export const textOrNumber = primitive(
  'text or a number',
  (value): value is string | number => typeof value === 'string' || typeof value === 'number',
);
/** RFC 3339, as Kubernetes writes it. */
export const time = primitive(
  'a time',
  (value): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
);
/** Something whose presence is all that matters. */
export const anything: Decode<unknown> = (value) => value;

export function list<T>(of: Decode<T>): Decode<T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new Mismatch('a list', value);
    return value.map((item, index) => within(index, () => of(item)));
  };
}

/** An object whose keys are names. */
export function record<T>(of: Decode<T>): Decode<Readonly<Record<string, T>>> {
  return (value) => {
    const entries = Object.entries(asObject(value));
    return Object.fromEntries(entries.map(([key, item]) => [key, within(key, () => of(item))]));
  };
}

type Decoders = Readonly<Record<string, Decode<unknown>>>;
type Decoded<D extends Decoders> = { readonly [K in keyof D]: ReturnType<D[K]> };

/** An object with some keys that are there, and others that may be absent or null. */
export function fields<R extends Decoders, O extends Decoders>(
  required: R,
  optional: O,
): Decode<Decoded<R> & Partial<Decoded<O>>> {
  const [needed, others] = [Object.entries(required), Object.entries(optional)];
  return (value) => {
    const object = asObject(value);
    const own = (key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);
    const there = others.filter(([key]) => own(key) !== undefined && own(key) !== null);
    const read = [...needed, ...there].map(([key, decode]) => [key, within(key, () => decode(own(key)))] as const);
    return Object.fromEntries(read) as Decoded<R> & Partial<Decoded<O>>;
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Mismatch('an object', value);
  return value as Readonly<Record<string, unknown>>;
}

function within<T>(key: string | number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Mismatch ? error.within(key) : error;
  }
}
