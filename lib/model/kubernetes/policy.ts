import type { Selector } from './affinity';
import type { Protocol } from './container';
import type { LabelSelector, Metadata } from './metadata';
import type { Amount } from './workload';

export interface PodDisruptionBudget<V> {
  readonly apiVersion: 'policy/v1';
  readonly kind: 'PodDisruptionBudget';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly selector: LabelSelector;
    readonly maxUnavailable?: Amount;
    readonly minAvailable?: Amount;
    readonly unhealthyPodEvictionPolicy: 'AlwaysAllow';
  };
}

export interface NetworkPolicy<V> {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly podSelector: LabelSelector;
    readonly policyTypes: readonly ['Ingress', 'Egress'];
    readonly ingress?: readonly IngressRule[];
    readonly egress: readonly EgressRule[];
  };
}

export interface IngressRule {
  readonly from?: readonly Peer[];
  readonly ports?: readonly PolicyPort[];
}

export interface EgressRule {
  readonly to?: readonly Peer[];
  readonly ports?: readonly PolicyPort[];
}

export interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
}

export interface PolicyPort {
  readonly port: number;
  readonly protocol: Protocol;
}
