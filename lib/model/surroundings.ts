import type { NetworkPolicy, PodDisruptionBudget, Service } from './kubernetes';

/** The objects around a workload. The props can turn off each of them except the first. */
export interface Surroundings<V> {
  /** The headless Service through which nodes find each other. */
  readonly discovery: Service<V>;
  /** The client Service. It exists with `http`, unless `service` is false. */
  readonly service?: Service<V>;
  readonly networkPolicy?: NetworkPolicy<V>;
  readonly budget?: PodDisruptionBudget<V>;
}
