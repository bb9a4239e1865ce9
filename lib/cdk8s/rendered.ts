import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { isRecord } from '../model/schema';

/**
 * The manifest of a workload as it is printed now, with everything that was patched. A workload with `spread` adds to its
 * affinity each time that cdk8s-plus renders it, so `spread` is off meanwhile.
 */
export function rendered<T>(workload: kplus.Workload, read: (manifest: unknown) => T): T {
  const changed = workload as unknown as { spread: boolean };
  const { spread } = changed;
  changed.spread = false;
  try {
    return read(ApiObject.of(workload).toJson());
  } finally {
    changed.spread = spread;
  }
}

/** A field of a manifest, or undefined where the path ends before it. */
export function fieldOf(manifest: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), manifest);
}

/** A container of the pods of a printed workload. */
export function containerIn(manifest: unknown, name: string): unknown {
  const containers = fieldOf(manifest, 'spec', 'template', 'spec', 'containers');
  return Array.isArray(containers)
    ? containers.find((container: unknown) => fieldOf(container, 'name') === name)
    : undefined;
}
