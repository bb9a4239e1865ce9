import type { EgressRule, IngressRule, Labels, Metadata, NetworkPolicy, PolicyPort } from './kubernetes';
import type { Ports } from './ports';
import type { NetworkPolicyProps } from './props';

// An answer of more than 28 pods does not fit into a plain UDP packet, so TCP is as necessary.
const dnsPorts: readonly PolicyPort[] = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];

/**
 * Whoever reaches the distribution port and has the cookie can run any code, so the cluster's own pods alone reach it.
 * Peers and DNS are named on the way out as well, for a namespace in which another policy denies by default.
 */
export function networkPolicy<V>(
  metadata: Metadata<V>,
  selector: Labels,
  ports: Ports,
  props: NetworkPolicyProps = {},
): NetworkPolicy<V> {
  const cluster = [{ podSelector: { matchLabels: selector } }];
  const clusterPorts = [tcp(ports.epmd), tcp(ports.distribution)];
  const http: IngressRule[] = ports.http === undefined ? [] : [{ ports: [tcp(ports.http)] }];
  const elsewhere: EgressRule[] = props.egress === 'cluster' ? [] : [{}];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: cluster, ports: clusterPorts }, ...http],
      egress: [{ to: cluster, ports: clusterPorts }, { ports: dnsPorts }, ...elsewhere],
    },
  };
}

function tcp(port: number): PolicyPort {
  return { port, protocol: 'TCP' };
}
