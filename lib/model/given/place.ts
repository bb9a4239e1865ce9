import { isList, isRecord, show, type Report } from '../schema';

/** A value in a manifest, and the path to it. Kubernetes takes `null` for a value that is missing. */
export interface Place {
  readonly value: unknown;
  readonly path: string;
}

/** What stands for a value that is known only while the program of the engine runs. */
export const later = Symbol('later');

// A manifest is a plain copy, in which nothing else has a class.
function isLater(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isRecord(value) && !isList(value);
}

/** Goes into an object of the manifest, which must be known. */
export function into(place: Place, key: string, report: Report): Place {
  const path = `${place.path}.${key}`;
  if (isRecord(place.value)) return { value: place.value[key] ?? undefined, path };
  if (place.value !== undefined) report(isLater(place.value) ? mustBeKnown(place) : mustBe('an object', place));
  return { value: undefined, path };
}

export function follow(place: Place, keys: readonly string[], report: Report): Place {
  return keys.reduce((inner, key) => into(inner, key, report), place);
}

/** The items of a list, which must be known. */
export function itemsAt(place: Place, report: Report): readonly Place[] {
  if (isList(place.value))
    return place.value.map((value: unknown, index) => ({ value, path: `${place.path}[${index}]` }));
  if (place.value !== undefined) report(isLater(place.value) ? mustBeKnown(place) : mustBe('a list', place));
  return [];
}

/** Text or a number that must be known, or undefined where there is none. */
export function knownAt<T extends 'string' | 'number'>(
  place: Place,
  type: T,
  report: Report,
): (T extends 'string' ? string : number) | undefined {
  const value = laterAt(place, type, report);
  if (value !== later) return value;
  report(mustBeKnown(place));
  return undefined;
}

/** Text or a number, `later` for one that is not known yet, or undefined where there is none. */
export function laterAt<T extends 'string' | 'number'>(
  place: Place,
  type: T,
  report: Report,
): (T extends 'string' ? string : number) | typeof later | undefined {
  const { value } = place;
  if (value === undefined || typeof value === type) return value as never;
  if (isLater(value)) return later;
  report(mustBe(type === 'string' ? 'text' : 'a number', place));
  return undefined;
}

function mustBeKnown({ path }: Place) {
  return { property: path, rule: 'must be known at plan time, got an Output' };
}

function mustBe(what: string, { path, value }: Place) {
  return { property: path, rule: `must be ${what}`, got: show(value) };
}
