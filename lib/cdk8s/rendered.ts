import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { isRecord } from '../model/schema';

/**
 * The manifest of a workload as it is printed now, with everything that was patched. A workload with `spread` adds to its
 * affinity each time that cdk8s-plus renders it, so `spread` is off meanwhile.
 */
export function rendered<T>(workload: Construct, read: (manifest: unknown) => T): T {
  const changed = workload as Construct & { spread?: boolean };
  const { spread } = changed;
  if (spread === true) changed.spread = false;
  try {
    return read(ApiObject.of(workload).toJson());
  } finally {
    if (spread === true) changed.spread = spread;
  }
}

/** A field of a manifest, or undefined where the path ends before it. */
export function fieldOf(manifest: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), manifest);
}
