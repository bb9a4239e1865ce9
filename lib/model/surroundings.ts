import type {
  HorizontalPodAutoscaler,
  HttpRoute,
  Ingress,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
} from './kubernetes';

/** The objects around a workload. The props can turn off each of them except the first. */
export interface Surroundings<V> {
  /** The headless Service through which nodes find each other. */
  readonly discovery: Service<V>;
  /** The client Service. It exists with `http` or a port that has `service`, unless `service` is false. */
  readonly service?: Service<V>;
  readonly networkPolicy?: NetworkPolicy<V>;
  readonly budget?: PodDisruptionBudget<V>;
  /** The autoscaler. It exists with `autoscaling`. */
  readonly autoscaler?: HorizontalPodAutoscaler<V>;
  /** The Ingress to the client Service. It exists with `ingress`. */
  readonly ingress?: Ingress<V>;
  /** The HTTPRoute to the client Service. It exists with `route`. */
  readonly route?: HttpRoute<V>;
}
