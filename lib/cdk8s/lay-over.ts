import { isDeepStrictEqual } from 'node:util';
import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { isRecord } from '../model/schema';
import { inBindings, toBindingName } from './bindings';

/**
 * Lays a manifest of the model over what cdk8s-plus prints for a construct: every field that cdk8s-plus was not given, or
 * has another opinion on, becomes a JSON patch. What only cdk8s-plus prints stays, and so does whatever is added later.
 */
export function layOver(construct: Construct, manifest: object): void {
  const object = ApiObject.of(construct);
  object.addJsonPatch(...difference(object.toJson(), manifest, '', ''));
}

// `path` leads to the value in the words of the API, `target` in those of cdk8s' bindings, which are patched.
function difference(printed: unknown, wanted: unknown, path: string, target: string): JsonPatch[] {
  if (wanted === undefined || wanted === printed) return [];
  if (isRecord(printed) && isRecord(wanted)) {
    return Object.entries(wanted).flatMap(([key, value]) =>
      difference(printed[key], value, `${path}/${key}`, `${target}/${escape(toBindingName(key, path))}`),
    );
  }
  if (Array.isArray(printed) && Array.isArray(wanted)) return listDifference(printed, wanted, path, target);
  return [JsonPatch.add(target, inBindings(wanted, path))];
}

/**
 * Items with a name are found by it, and a missing one goes to the end. Others are compared by position, where one that
 * cdk8s-plus lacks is inserted.
 */
function listDifference(
  printed: readonly unknown[],
  wanted: readonly unknown[],
  path: string,
  target: string,
): JsonPatch[] {
  const present = [...printed];
  return wanted.flatMap((item, index) => {
    const found = positionOf(item, index, present, wanted.length);
    if (found !== undefined) return difference(present[found], item, `${path}/${found}`, `${target}/${found}`);
    const position = nameOf(item) === undefined ? index : present.length;
    present.splice(position, 0, item);
    return [JsonPatch.add(`${target}/${position}`, inBindings(item, `${path}/${position}`))];
  });
}

function positionOf(item: unknown, index: number, present: readonly unknown[], wanted: number): number | undefined {
  const name = nameOf(item);
  const found = present.findIndex((other) => nameOf(other) === name);
  if (name !== undefined) return found < 0 ? undefined : found;
  return present.length >= wanted || isDeepStrictEqual(present[index], item) ? index : undefined;
}

// A volume may be mounted twice, so that a mount is known by its path.
function nameOf(item: unknown): unknown {
  return isRecord(item) ? (item['mountPath'] ?? item['name']) : undefined;
}

// RFC 6901, section 3
function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
