/**
 * The part of the Kubernetes API that a cluster consists of. `V` is a leaf, which the model places and never reads: `string`
 * in cdk8s, `pulumi.Input<string>` in Pulumi.
 */
export type * from './affinity';
export type * from './autoscaler';
export type * from './container';
export type * from './ingress';
export type * from './job';
export type * from './metadata';
export type * from './pod';
export type * from './policy';
export type * from './route';
export type * from './scheduling';
export type * from './secret';
export type * from './service';
export type * from './workload';

import type { HorizontalPodAutoscaler } from './autoscaler';
import type { Ingress } from './ingress';
import type { CronJob, Job } from './job';
import type { NetworkPolicy, PodDisruptionBudget } from './policy';
import type { HttpRoute } from './route';
import type { Service } from './service';
import type { Workload } from './workload';

/** Any object of a cluster. */
export type Manifest<V> =
  | Service<V>
  | Workload<V>
  | PodDisruptionBudget<V>
  | NetworkPolicy<V>
  | HorizontalPodAutoscaler<V>
  | Ingress<V>
  | HttpRoute<V>
  | Job<V>
  | CronJob<V>;
