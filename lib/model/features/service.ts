import { feature } from '../feature';
import type { ServiceType } from '../kubernetes';
import { annotations, fields, oneOf, orFalse, port } from '../schema';
import { httpPort, type Http } from './http';
import { metadataOf, type Identity } from './identity';
import { applicationProtocol } from './named-ports';
import type { Ports } from './ports';
import type { Selected } from './selector';
import {
  affinity,
  affinityAnnotations,
  affinityFields,
  checkAnnotations,
  type AffinityProps,
} from './service-affinity';

/** The client Service. */
export interface ServiceProps<V = string> {
  /**
   * Kind of Service.
   *
   * @default 'ClusterIP' - what lets clients in from outside, such as an Ingress, is in front of it
   * @since 0.1.0
   * @example 'LoadBalancer'
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
   */
  readonly type?: ServiceType;
  /**
   * Port that clients use for HTTP. It needs `http`.
   *
   * @default - the HTTP port
   * @since 0.1.0
   * @example 80
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
   */
  readonly port?: number;
  /**
   * Application protocol of the HTTP port, which a Gateway or a service mesh reads; `false` for none. It needs `http`.
   *
   * @default - none; 'kubernetes.io/ws' with `route`, because some Gateways refuse websockets otherwise
   * @since 0.1.0
   * @example 'http'
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   */
  readonly appProtocol?: string | false;
  /**
   * How a client gets to the same pod again, by its address or by a cookie. docs/session-affinity.md says when it helps.
   *
   * @default - none: a websocket stays on its pod, and each pod can answer the next request
   * @since 0.1.0
   * @example { clientIP: { timeoutSeconds: 3600 } }
   * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
   */
  readonly affinity?: AffinityProps;
  /**
   * Annotations of this Service only.
   *
   * @default - none
   * @since 0.1.0
   * @example { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' }
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
   */
  readonly annotations?: Readonly<Record<string, V>>;
}

export interface WithServiceProps<V = string> {
  /**
   * Client Service, which leads to the HTTP port of the ready pods, and to each of `ports` that has `service`; `false` for
   * none, where there is one already. It needs one of these ports.
   *
   * @default { type: 'ClusterIP' } - on the HTTP port; without `http` and such a port there is none
   * @since 0.1.0
   * @example { type: 'LoadBalancer', port: 80 }
   * @see https://kubernetes.io/docs/concepts/services-networking/service/
   */
  readonly service?: ServiceProps<V> | false;
}

/** The HTTP port of the client Service; undefined where there is none. */
export interface ClientService {
  readonly clientService: { readonly port: number; readonly appProtocol?: string | false } | undefined;
  /** Whether an affinity by cookie is asked for, which only an Ingress has. */
  readonly hasCookieAffinity: boolean;
}

export const service = feature<WithServiceProps<unknown>>()({
  name: 'service',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    service: orFalse(
      fields<ServiceProps>({
        type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer'),
        port,
        appProtocol: orFalse(applicationProtocol),
        affinity,
        annotations,
      }),
    ),
  },
  decide: (
    { service: given },
    { http, identity, selector, hasServicePort }: Http & Ports & Selected & { readonly identity: Identity },
    report,
  ) => {
    const none: ClientService = { clientService: undefined, hasCookieAffinity: false };
    if (given === false) {
      const remedy = 'Remove one of the two.';
      if (hasServicePort) report({ property: 'service', rule: 'is false, and a port of ports has service', remedy });
      return { settled: none };
    }
    if (http === undefined && !hasServicePort) {
      const remedy = 'Give http, or remove service.';
      if (given !== undefined) report({ property: 'service', rule: 'needs http, which says the port', remedy });
      return { settled: none };
    }
    const { port = http?.port, appProtocol } = given ?? {};
    if (http === undefined && given?.port !== undefined) {
      const remedy = 'Give http, or remove the port.';
      report({ property: 'service.port', rule: 'needs http, whose port it stands for', remedy });
    }
    if (http === undefined && appProtocol !== undefined) {
      const remedy = 'Give http, or remove the protocol.';
      report({ property: 'service.appProtocol', rule: 'needs http, whose port has the protocol', remedy });
    }
    const hasCookieAffinity = given?.affinity?.cookie !== undefined;
    if (http === undefined && hasCookieAffinity) {
      const remedy = 'Give http, or use clientIP.';
      report({ property: 'service.affinity.cookie', rule: 'needs http, whose answers set the cookie', remedy });
    }
    const ofAffinity = affinityAnnotations(given?.affinity);
    checkAnnotations(ofAffinity, given?.annotations ?? {}, report);
    const settled: ClientService =
      http === undefined || port === undefined
        ? none
        : { clientService: { port, ...(appProtocol === undefined ? {} : { appProtocol }) }, hasCookieAffinity };
    return {
      settled,
      servicePorts:
        http === undefined || port === undefined
          ? []
          : [{ name: httpPort, port, targetPort: http.port, protocol: 'TCP' }],
      ...(typeof appProtocol === 'string' ? { httpProtocol: appProtocol } : {}),
      objects: {
        service: {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: metadataOf(identity, identity.name, { ...ofAffinity, ...given?.annotations }),
          spec: { type: given?.type ?? 'ClusterIP', ...affinityFields(given?.affinity), selector, ports: [] },
        },
      },
    };
  },
});
