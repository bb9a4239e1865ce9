import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

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
