/**
 * The part of the Kubernetes API that a cluster is printed in. `V` is a leaf that the model places and never reads:
 * `string` for cdk8s, `pulumi.Input<string>` for Pulumi.
 */
export type * from './container';
export type * from './metadata';
export type * from './pod';
export type * from './policy';
export type * from './secret';
export type * from './service';
export type * from './workload';

import type { NetworkPolicy, PodDisruptionBudget } from './policy';
import type { Service } from './service';
import type { Workload } from './workload';

/** Any object of a cluster. */
export type Manifest<V> = Service<V> | Workload<V> | PodDisruptionBudget<V> | NetworkPolicy<V>;
