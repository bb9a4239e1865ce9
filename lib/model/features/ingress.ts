import { feature } from '../feature';
import type { HostRule, IngressPath } from '../kubernetes';
import { annotations, fields, leaf, list, objectName, pathPrefix, siteHost, unshown, type Report } from '../schema';
import { httpPort, type Http } from './http';
import { metadataOf, type Identity } from './identity';
import type { ClientService } from './service';

/** How requests from outside reach the client Service through an ingress controller. */
export interface IngressProps<V = string> {
  /**
   * Hosts of the site, each once. `*` stands for exactly one label at the start. `PHX_HOST` is one of them, and `check_origin`
   * must list all of them.
   *
   * @since 0.1.0
   * @example ['shop.example.com', 'www.example.com']
   * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
   */
  readonly hosts: readonly V[];
  /**
   * Secret of type `kubernetes.io/tls` with a certificate for all of the hosts. cert-manager makes it where `annotations` name an
   * issuer.
   *
   * @default - none: the controller serves HTTP, or a certificate of its own
   * @since 0.1.0
   * @example 'shop-tls'
   * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
   */
  readonly tls?: V;
  /**
   * IngressClass of the controller.
   *
   * @default - the default class of the Kubernetes cluster; without one, no controller serves the Ingress
   * @since 0.1.0
   * @example 'traefik'
   * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
   */
  readonly className?: V;
  /**
   * Path below which requests go to the application. The application sees the whole path.
   *
   * @default '/' - the whole site
   * @since 0.1.0
   * @example '/shop'
   * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
   */
  readonly path?: string;
  /**
   * Annotations of the Ingress, with which controllers are configured.
   *
   * @default - none
   * @since 0.1.0
   * @example { 'cert-manager.io/cluster-issuer': 'letsencrypt' }
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
   */
  readonly annotations?: Readonly<Record<string, V>>;
}

export interface WithIngressProps<V = string> {
  /**
   * An Ingress to the HTTP port of the client Service. The network policy lets everybody reach that port, and so the controller
   * too. Controllers forward websockets; one that cuts idle connections must wait longer than 30 s, after which Phoenix beats.
   *
   * @default - none
   * @since 0.1.0
   * @example { hosts: ['shop.example.com'], tls: 'shop-tls', className: 'traefik' }
   * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
   */
  readonly ingress?: IngressProps<V>;
}

/** Hosts of the Ingress. */
export interface IngressHosts {
  readonly ingressHosts: readonly unknown[];
}

// With a longest host and path each, and all annotations, the object still fits into etcd.
const mostHosts = 400;

const classAnnotation = 'kubernetes.io/ingress.class';

export const ingress = feature<WithIngressProps<unknown>>()({
  name: 'ingress',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    ingress: fields<IngressProps>(
      {
        hosts: list(leaf(siteHost), { atLeast: 1, atMost: mostHosts }),
        tls: leaf(unshown(objectName)),
        className: leaf(objectName),
        path: pathPrefix,
        annotations,
      },
      { required: ['hosts'] },
    ),
  },
  decide: (
    { ingress: given },
    { http, identity, clientService }: Http & ClientService & { readonly identity: Identity },
    report,
  ) => {
    const none: IngressHosts = { ingressHosts: [] };
    if (given === undefined) return { settled: none };
    // What was refused is missing.
    const known: Partial<typeof given> = given;
    const { hosts = [], tls, className, path = '/', annotations = {} } = known;
    checkEntrance('ingress', http, clientService, report);
    checkHosts('ingress.hosts', hosts, report);
    if (Object.hasOwn(annotations, classAnnotation)) {
      const property = `ingress.annotations.${classAnnotation}`;
      report({ property, rule: 'is replaced by className', remedy: 'Set ingress.className in its place.' });
    }
    const backend = { service: { name: identity.name, port: { name: httpPort } } };
    const paths: readonly IngressPath[] = [{ path, pathType: 'Prefix', backend }];
    const settled: IngressHosts = { ingressHosts: hosts };
    return {
      settled,
      objects: {
        ingress: {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'Ingress',
          metadata: metadataOf(identity, identity.name, annotations),
          spec: {
            ...(className === undefined ? {} : { ingressClassName: className }),
            ...(tls === undefined ? {} : { tls: [{ hosts, secretName: tls }] }),
            rules: hosts.map((host): HostRule<unknown> => ({ host, http: { paths } })),
          },
        },
      },
    };
  },
});

/** What leads to the client Service needs its HTTP port. */
export function checkEntrance(
  property: string,
  http: Http['http'],
  clientService: ClientService['clientService'],
  report: Report,
): void {
  if (http === undefined) {
    report({ property, rule: 'needs http, which says the port', remedy: `Give http, or remove ${property}.` });
  } else if (clientService === undefined) {
    report({ property, rule: 'needs the client Service, and service is false', remedy: 'Remove one of the two.' });
  }
}

/** Each host once. */
export function checkHosts(property: string, hosts: readonly unknown[], report: Report): void {
  for (const [index, host] of hosts.entries()) {
    const first = hosts.indexOf(host);
    if (first === index) continue;
    const rule = `must differ from ${property}[${first}]`;
    report({ property: `${property}[${index}]`, rule, remedy: 'Remove one of the two.' });
  }
}
