import type { LabelSelector, Labels, Metadata } from './kubernetes-metadata';
import type { PodTemplate } from './kubernetes-pod';

export type * from './kubernetes-metadata';
export type * from './kubernetes-pod';

/**
 * The part of the Kubernetes API that a cluster is printed in. `V` is a leaf that the model places and never reads:
 * `string` for cdk8s, `pulumi.Input<string>` for Pulumi.
 */

export interface Service<V> {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: Metadata<V>;
  readonly spec: ServiceSpec;
}

export interface ServiceSpec {
  readonly type: ServiceType;
  readonly clusterIP?: 'None';
  readonly publishNotReadyAddresses?: boolean;
  readonly ipFamilies?: readonly IpFamily[];
  readonly selector: Labels;
  readonly ports: readonly ServicePort[];
}

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer';

export type IpFamily = 'IPv4' | 'IPv6';

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: 'TCP';
}

export interface Deployment<V> {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly strategy: {
      readonly type: 'RollingUpdate';
      readonly rollingUpdate: { readonly maxSurge: Amount; readonly maxUnavailable: Amount };
    };
    readonly minReadySeconds: number;
    readonly progressDeadlineSeconds: number;
    readonly revisionHistoryLimit: number;
    readonly template: PodTemplate<V>;
  };
}

export interface StatefulSet<V> {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'StatefulSet';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly serviceName: string;
    readonly podManagementPolicy: 'Parallel';
    readonly updateStrategy: { readonly type: 'RollingUpdate'; readonly rollingUpdate: { readonly partition: number } };
    readonly minReadySeconds: number;
    readonly revisionHistoryLimit: number;
    readonly template: PodTemplate<V>;
  };
}

export type Workload<V> = Deployment<V> | StatefulSet<V>;

/** A number, or a percentage such as `"25%"`. */
export type Amount = number | string;

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
    readonly ingress: readonly IngressRule[];
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
  readonly podSelector: LabelSelector;
}

export interface PolicyPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Any object of a cluster. */
export type Manifest<V> = Service<V> | Workload<V> | PodDisruptionBudget<V> | NetworkPolicy<V>;
