/**
 * The versions of Kubernetes in the names of cdk8s-plus, each with a door of its own: `beam-cluster/cdk8s` for 28, which the
 * sources import, and `beam-cluster/cdk8s-plus-<version>` for each other one.
 */
export const versions = [28, 29, 30, 31, 32, 33, 34] as const;

/** The door for a version of cdk8s-plus. */
export function doorFor(version: number): string {
  return `beam-cluster/${version === 28 ? 'cdk8s' : `cdk8s-plus-${version}`}`;
}
