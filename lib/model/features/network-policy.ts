import { feature } from '../feature';
import type { EgressRule, PolicyPort } from '../kubernetes';
import { fields, oneOf, orFalse, port } from '../schema';
import type { Http } from './http';
import { metadataOf, type Identity } from './identity';
import type { Selected } from './selector';

/** Who may talk to the pods. */
export interface NetworkPolicyProps {
  /**
   * Where pods may connect to: `open` for anywhere, `cluster` for only DNS and their peers. Policies of your own can allow
   * more.
   *
   * @default 'open' - only the application knows what it connects to
   * @since 0.1.0
   * @example 'cluster'
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
   */
  readonly egress?: 'open' | 'cluster';
  /**
   * Port on which the pods of the DNS server listen. Pods may connect to it and to 53: policies see the port of the pod, and not
   * that of the Service before it.
   *
   * @default 53 - as CoreDNS does; OpenShift's listens on 5353
   * @since 0.1.0
   * @example 5353
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
   */
  readonly dnsPort?: number;
}

export interface WithNetworkPolicyProps {
  /**
   * Who may talk to the pods; `false` prints no policy. Only the cluster's own pods reach epmd and the distribution,
   * because anyone who reaches it with the cookie can run any code. HTTP is open to all. DNS is open over UDP and TCP,
   * because an answer of more than 28 pods needs TCP.
   *
   * @default { egress: 'open' }
   * @since 0.1.0
   * @example { egress: 'cluster' }
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
   */
  readonly networkPolicy?: NetworkPolicyProps | false;
}

/** Where the pods may connect to besides their peers; undefined without a policy. */
export interface Outward {
  readonly outward: readonly EgressRule[] | undefined;
}

export const dnsPort = 53;
// An answer of more than 28 pods does not fit into a plain UDP packet, so TCP is as necessary.
const overBoth = (port: number): readonly PolicyPort[] => [
  { port, protocol: 'UDP' },
  { port, protocol: 'TCP' },
];

export const networkPolicy = feature<WithNetworkPolicyProps>()({
  name: 'network policy',
  appliesTo: ['cluster', 'attachment'],
  schema: { networkPolicy: orFalse(fields<NetworkPolicyProps>({ egress: oneOf('open', 'cluster'), dnsPort: port })) },
  decide: (
    { networkPolicy: given = {} },
    { http, identity, selector }: Http & Selected & { readonly identity: Identity },
  ) => {
    const open: Outward = { outward: undefined };
    if (given === false) return { settled: open };
    const dns = [...new Set([dnsPort, given.dnsPort ?? dnsPort])].flatMap(overBoth);
    // Peers and DNS are named even where everything is open, for a namespace in which another policy denies by default.
    const egress: readonly EgressRule[] = [{ ports: dns }, ...(given.egress === 'cluster' ? [] : [{}])];
    const settled: Outward = { outward: egress };
    return {
      settled,
      ingress: http === undefined ? [] : [{ ports: [{ port: http.port, protocol: 'TCP' }] }],
      egress,
      objects: {
        networkPolicy: {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: metadataOf(identity, identity.name),
          spec: {
            podSelector: { matchLabels: selector },
            policyTypes: ['Ingress', 'Egress'],
            ingress: [],
            egress: [],
          },
        },
      },
    };
  },
});
