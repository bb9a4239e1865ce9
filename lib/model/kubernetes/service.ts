import type { Protocol } from './container';
import type { Labels, Metadata } from './metadata';

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
  readonly sessionAffinity?: 'ClientIP';
  readonly sessionAffinityConfig?: { readonly clientIP: { readonly timeoutSeconds: number } };
  readonly selector: Labels;
  readonly ports: readonly ServicePort[];
}

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer';

export type IpFamily = 'IPv4' | 'IPv6';

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: Protocol;
  readonly appProtocol?: string;
}
