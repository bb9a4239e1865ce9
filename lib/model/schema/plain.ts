/** Plain data: what JSON has. Anything else that JavaScript has may look empty, change or throw while it is read. */

/** Stands where a value was that cannot be read, so that whatever reads on refuses it by its property. */
export class Unreadable {
  readonly isUnreadable = true;
}

/** What a reading gives, or `Unreadable` where an accessor or a proxy throws. */
export function attempt<T>(read: () => T): T | Unreadable {
  try {
    return read();
  } catch {
    return new Unreadable();
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return attempt(() => !Array.isArray(value) && isPlainPrototype(Object.getPrototypeOf(value))) === true;
}

export function isList(value: unknown): value is readonly unknown[] {
  return attempt(() => Array.isArray(value)) === true;
}

type Entry = readonly [key: string | symbol, value: unknown];

/** Every own property, each read once; undefined for one that cannot say what it has. */
export function entriesOf(record: object): readonly Entry[] | undefined {
  const keys = attempt(() => Reflect.ownKeys(record));
  if (keys instanceof Unreadable) return undefined;
  return keys.map((key) => [key, attempt(() => (record as Readonly<Record<string | symbol, unknown>>)[key])]);
}

/** Every item, read once; undefined for a list that has gaps, or more than items. */
export function itemsOf(list: readonly unknown[]): readonly unknown[] | undefined {
  const items = attempt(() => {
    const isFull = Reflect.ownKeys(list).length === list.length + 1;
    return isFull ? Array.from({ length: list.length }, (_, index) => attempt(() => list[index])) : undefined;
  });
  return items instanceof Unreadable ? undefined : items;
}

/** What an object is: `a Map`, `a list of 2`. The inside of it is never told. */
export function kindOf(value: object): string {
  if (attempt(() => value instanceof Unreadable) === true) return 'a value that throws when it is read';
  if (isRecord(value)) return 'an object';
  const kind = attempt(() => (Array.isArray(value) ? `a list of ${value.length}` : className(value)));
  return kind instanceof Unreadable ? 'an object that cannot be read' : kind;
}

function className(value: object): string {
  const { name } = value.constructor as { readonly name: unknown };
  if (name === 'Object') return 'an object with a prototype of its own';
  if (typeof name !== 'string' || !/^[A-Za-z]\w{0,40}$/.test(name)) return 'an instance of a class';
  return `${/^[AEIOU]/i.test(name) ? 'an' : 'a'} ${name}`;
}

// By what it has: another realm, such as a worker's, has another Object.prototype.
function isPlainPrototype(prototype: unknown): boolean {
  if (prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'hasOwnProperty');
}
