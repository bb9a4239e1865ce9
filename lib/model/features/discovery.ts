import { feature } from '../feature';
import { annotations, domainName, fields, flag, oneOf } from '../schema';
import type { IpFamily } from '../kubernetes';
import { metadataOf, type Identity } from './identity';
import type { Selected } from './selector';
import type { WorkloadKind } from './workload';

/** The headless Service. */
export interface HeadlessProps<V = string> {
  /**
   * Whether DNS has pods that are not ready. If false, nodes can only meet after they are ready.
   *
   * @default true - nodes that are ready only after they meet could otherwise never meet
   * @since 0.1.0
   * @example false
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
   */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * Annotations of this Service only.
   *
   * @default - none
   * @since 0.1.0
   * @example { 'external-dns.alpha.kubernetes.io/hostname': 'nodes.acme.dev' }
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
   */
  readonly annotations?: Readonly<Record<string, V>>;
}

export interface DiscoveryProps<V = string> {
  /**
   * Headless Service that discovery asks for. Its ports are those between the nodes, because a headless Service without
   * ports has no DNS record (kubernetes#55158).
   *
   * @default { publishNotReadyAddresses: true }
   * @since 0.1.0
   * @example { publishNotReadyAddresses: false }
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
   */
  readonly headless?: HeadlessProps<V>;

  /**
   * Address family of the nodes. Where Kubernetes gives a pod two addresses, it must be that of the first. The
   * distribution speaks it, and discovery asks for it. `'IPv6'` sets `-proto_dist inet6_tcp`, which the image's own
   * `vm.args` must not set too: a VM that has the flag twice speaks IPv4.
   *
   * @default - IPv4 between the nodes; the headless Service has the family of the Kubernetes cluster
   * @since 0.1.0
   * @example 'IPv6'
   * @see https://kubernetes.io/docs/concepts/services-networking/dual-stack/
   */
  readonly ipFamily?: IpFamily;

  /**
   * DNS domain of the Kubernetes cluster. It is needed where `/etc/resolv.conf` of the pods has no search list.
   *
   * @default - the runtime reads it from `/etc/resolv.conf` of the pod
   * @since 0.1.0
   * @example 'cluster.local'
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
   */
  readonly clusterDomain?: string;
}

/** Which addresses nodes use. */
export interface Family {
  readonly ipFamily: IpFamily | undefined;
}

/** The name that discovery asks DNS for. */
export interface Query {
  readonly query: string;
}

export const discovery = feature<DiscoveryProps<unknown>>()({
  name: 'discovery',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    headless: fields<HeadlessProps>({ publishNotReadyAddresses: flag, annotations }),
    ipFamily: oneOf('IPv4', 'IPv6'),
    clusterDomain: domainName,
  },
  decide: (
    { headless = {}, ipFamily, clusterDomain },
    { identity, selector, kind }: Selected & { readonly identity: Identity; readonly kind?: WorkloadKind },
  ) => {
    const { headlessName } = identity;
    // Without a domain, the resolver of the pod completes the name from its search list.
    const query = clusterDomain === undefined ? headlessName : `${headlessName}.$(POD_NAMESPACE).svc.${clusterDomain}`;
    const settled: Family & Query = { ipFamily, query };
    return {
      settled,
      variables: [
        { name: 'CLUSTER_SERVICE_NAME', value: headlessName },
        ...(clusterDomain === undefined ? [] : [{ name: 'CLUSTER_DOMAIN' as const, value: clusterDomain }]),
      ],
      // The VM speaks IPv4 if the flag is there twice (`net_kernel`), so it is only here and not in the file for `remote`.
      vmFlags: ipFamily === 'IPv6' ? ['-proto_dist inet6_tcp'] : [],
      ...(kind === 'StatefulSet' ? { workload: { serviceName: headlessName } } : {}),
      objects: {
        discovery: {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: metadataOf(identity, headlessName, headless.annotations),
          spec: {
            type: 'ClusterIP',
            clusterIP: 'None',
            publishNotReadyAddresses: headless.publishNotReadyAddresses ?? true,
            ...(ipFamily === undefined ? {} : { ipFamilies: [ipFamily] }),
            selector,
            ports: [],
          },
        },
      },
    };
  },
});
