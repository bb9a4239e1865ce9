/** Plain data is what JSON can express. Other JavaScript values may look empty, change while they are read, or throw. */

/** Replaces a value that cannot be read, so that its shape rejects it with the right property. */
export class Unreadable {
  readonly isUnreadable = true;
}

/** The result of `read`, or an `Unreadable` if an accessor or a proxy throws. */
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

/** Every own property, read once. Undefined for an object that does not list its properties. */
export function entriesOf(record: object): readonly Entry[] | undefined {
  const keys = attempt(() => Reflect.ownKeys(record));
  if (keys instanceof Unreadable) return undefined;
  return keys.map((key) => [key, attempt(() => (record as Readonly<Record<string | symbol, unknown>>)[key])]);
}

/** Every item, read once. Undefined for a list with gaps or with additional properties. */
export function itemsOf(list: readonly unknown[]): readonly unknown[] | undefined {
  const items = attempt(() => {
    const isFull = Reflect.ownKeys(list).length === list.length + 1;
    return isFull ? Array.from({ length: list.length }, (_, index) => attempt(() => list[index])) : undefined;
  });
  return items instanceof Unreadable ? undefined : items;
}

/** The kind of an object, such as `a Map` or `a list of 2`, without its contents. */
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

// Checks members instead of the class, because another realm, such as a worker, has another Object.prototype.
function isPlainPrototype(prototype: unknown): boolean {
  if (prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'hasOwnProperty');
}

/** A field of a manifest, or undefined where the path ends before it. */
export function fieldOf(manifest: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), manifest);
}
