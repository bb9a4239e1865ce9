import type { Leaf, Metadata } from './metadata';

/** An Ingress, in the words of the Kubernetes API. */
export interface Ingress<V> {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'Ingress';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly ingressClassName?: Leaf<V>;
    readonly tls?: readonly IngressTls<V>[];
    readonly rules: readonly HostRule<V>[];
  };
}

/** A certificate, and the hosts that it is for. */
export interface IngressTls<V> {
  readonly hosts: readonly Leaf<V>[];
  readonly secretName: Leaf<V>;
}

/** Where the requests for a host go; without one, those for every host. */
export interface HostRule<V> {
  readonly host?: Leaf<V>;
  readonly http: { readonly paths: readonly IngressPath[] };
}

export interface IngressPath {
  readonly path: string;
  readonly pathType: 'Prefix';
  readonly backend: { readonly service: { readonly name: string; readonly port: { readonly name: string } } };
}
