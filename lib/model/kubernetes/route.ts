import type { Leaf, Metadata } from './metadata';

/** An HTTPRoute of the Gateway API. What its API server would fill in is printed, so that no tool shows a difference. */
export interface HttpRoute<V> {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'HTTPRoute';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly parentRefs: readonly ParentReference<V>[];
    readonly hostnames?: readonly Leaf<V>[];
    readonly rules: readonly RouteRule[];
  };
}

/** A Gateway, or a listener of it. */
export interface ParentReference<V> {
  readonly group: 'gateway.networking.k8s.io';
  readonly kind: 'Gateway';
  readonly name: Leaf<V>;
  readonly namespace?: Leaf<V>;
  readonly sectionName?: Leaf<V>;
}

export interface RouteRule {
  readonly matches: readonly { readonly path: { readonly type: 'PathPrefix'; readonly value: string } }[];
  readonly timeouts?: { readonly request: string };
  readonly backendRefs: readonly BackendReference[];
}

/** A Service, and its share of the requests. */
export interface BackendReference {
  readonly group: '';
  readonly kind: 'Service';
  readonly name: string;
  readonly port: number;
  readonly weight: number;
}
