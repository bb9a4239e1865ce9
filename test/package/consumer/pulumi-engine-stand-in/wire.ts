import { specialSecretSig, specialSigKey, unknownValue } from '@pulumi/pulumi/runtime/rpc';
import type { JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb';

/** What marks a secret on the wire. */
export const secretMark = specialSecretSig;

/** A secret, as it goes over the wire. */
export function secret(value: JavaScriptValue): Record<string, JavaScriptValue> {
  return { [specialSigKey]: secretMark, value };
}

/** The paths of all leaves that are not known. */
export function unknownPaths(value: unknown, path = ''): readonly string[] {
  if (value === unknownValue) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => unknownPaths(part, path === '' ? key : `${path}.${key}`));
}
