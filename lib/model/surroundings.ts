import type { NetworkPolicy, PodDisruptionBudget, Service } from './kubernetes';

/** The objects around a workload. The props can leave out each but the first. */
export interface Surroundings<V> {
  /** The headless Service, by which nodes find each other. */
  readonly discovery: Service<V>;
  /** The client Service. There is none without `http`, or when `service` is false. */
  readonly service?: Service<V>;
  readonly networkPolicy?: NetworkPolicy<V>;
  readonly budget?: PodDisruptionBudget<V>;
}
