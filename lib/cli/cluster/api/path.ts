import { CallError } from '../call-error';
import type { Resource } from './resources';

export type Query = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A path of the API. No part of it can lead elsewhere, whatever a manifest or an answer gave for a name. */
export function pathOf(parts: readonly string[], query: Query = {}): string {
  const bad = parts.find((part) => part === '' || part === '.' || part === '..');
  if (bad !== undefined) {
    throw new CallError({ trouble: 'unexpected', reason: `it has an object with the name "${bad}"` });
  }
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => [value].flat().map((one): [string, string] => [key, String(one)])),
  );
  const path = parts.map(encodeURIComponent).join('/');
  return search.size === 0 ? `/${path}` : `/${path}?${search.toString()}`;
}

/** The parts of the path of a resource, in a namespace if it has one. */
export function placeOf({ group, plural }: Resource<unknown>, namespace?: string): readonly string[] {
  return [...group.split('/'), ...(namespace === undefined ? [] : ['namespaces', namespace]), plural];
}
