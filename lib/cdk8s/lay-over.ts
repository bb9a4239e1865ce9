import { isDeepStrictEqual } from 'node:util';
import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { isRecord } from '../model/schema';
import { inBindings, toBindingName } from './bindings';

/**
 * Patches the output of cdk8s-plus until it has every field of the manifest. Each missing or different field becomes one
 * JSON patch. Fields that only cdk8s-plus prints stay, and so does everything that the user adds later.
 */
export function layOver(construct: Construct, manifest: object): void {
  const object = ApiObject.of(construct);
  object.addJsonPatch(...difference(object.toJson(), manifest, '', '', isBound(object) ? bindings : plain));
}

/** How a patch names and writes what a manifest has. */
interface Words {
  readonly name: (key: string, path: string) => string;
  readonly value: (value: unknown, path: string) => unknown;
}

const bindings: Words = { name: toBindingName, value: inBindings };
const plain: Words = { name: (key) => key, value: (value) => value };

// An ApiObject of the user, or one of an Include, has the words of the manifest. A class that `cdk8s import` wrote converts.
function isBound(object: ApiObject): boolean {
  return typeof (object.constructor as { readonly manifest?: unknown }).manifest === 'function';
}

// `path` leads to the value in the manifest, `target` in what the patch applies to.
function difference(printed: unknown, wanted: unknown, path: string, target: string, words: Words): JsonPatch[] {
  if (wanted === undefined || wanted === printed) return [];
  if (isRecord(printed) && isRecord(wanted)) {
    return Object.entries(wanted).flatMap(([key, value]) =>
      difference(printed[key], value, `${path}/${key}`, `${target}/${escape(words.name(key, path))}`, words),
    );
  }
  if (Array.isArray(printed) && Array.isArray(wanted)) return listDifference(printed, wanted, path, target, words);
  return [JsonPatch.add(target, words.value(wanted, path))];
}

/**
 * Matches items that have a name by that name, and appends a missing one. Matches other items by position, and inserts a
 * missing one there.
 */
function listDifference(
  printed: readonly unknown[],
  wanted: readonly unknown[],
  path: string,
  target: string,
  words: Words,
): JsonPatch[] {
  const present = [...printed];
  return wanted.flatMap((item, index) => {
    const found = positionOf(item, index, present, wanted.length);
    if (found !== undefined) return difference(present[found], item, `${path}/${found}`, `${target}/${found}`, words);
    const position = nameOf(item) === undefined ? index : present.length;
    present.splice(position, 0, item);
    return [JsonPatch.add(`${target}/${position}`, words.value(item, `${path}/${position}`))];
  });
}

function positionOf(item: unknown, index: number, present: readonly unknown[], wanted: number): number | undefined {
  const name = nameOf(item);
  const found = present.findIndex((other) => nameOf(other) === name);
  if (name !== undefined) return found < 0 ? undefined : found;
  return present.length >= wanted || isDeepStrictEqual(present[index], item) ? index : undefined;
}

// A container can mount a volume twice, so the path identifies a mount.
function nameOf(item: unknown): unknown {
  return isRecord(item) ? (item['mountPath'] ?? item['name']) : undefined;
}

// RFC 6901, section 3
function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
