import { feature } from '../feature';
import type { BackendReference, ParentReference } from '../kubernetes';
import {
  annotations,
  checked,
  fields,
  gatewayDuration,
  leaf,
  list,
  namespaceName,
  objectName,
  pathPrefix,
  pathTo,
  record,
  serviceName,
  siteHost,
  whole,
  type Report,
} from '../schema';
import type { Http } from './http';
import { metadataOf, type Identity } from './identity';
import { checkEntrance, checkHosts, type IngressHosts } from './ingress';
import type { ClientService } from './service';

/** A Gateway that takes the requests in. */
export interface RouteParent<V = string> {
  /**
   * Name of the Gateway.
   *
   * @since 0.1.0
   * @example 'public'
   */
  readonly name: V;
  /**
   * Namespace of the Gateway. Its listener must allow routes of the namespace of the cluster.
   *
   * @default - the namespace of the cluster
   * @since 0.1.0
   * @example 'gateways'
   * @see https://gateway-api.sigs.k8s.io/guides/multiple-ns/
   */
  readonly namespace?: V;
  /**
   * Name of a listener of the Gateway, such as the one for HTTPS.
   *
   * @default - all listeners that fit the hosts
   * @since 0.1.0
   * @example 'https'
   * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways
   */
  readonly sectionName?: V;
}

/** How requests from outside reach the client Service through the Gateway API. */
export interface RouteProps<V = string> {
  /**
   * The Gateways, or listeners of them. Certificates belong to the listeners.
   *
   * @since 0.1.0
   * @example [{ name: 'public', namespace: 'gateways', sectionName: 'https' }]
   * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways
   */
  readonly parentRefs: readonly RouteParent<V>[];
  /**
   * Hosts of the site, each once. `*` stands for one label or more at the start. `PHX_HOST` is one of them, and `check_origin`
   * must list all of them.
   *
   * @default - the hosts of the listeners
   * @since 0.1.0
   * @example ['shop.example.com']
   * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#hostnames
   */
  readonly hostnames?: readonly V[];
  /**
   * Path below which requests go to the application. The application sees the whole path.
   *
   * @default '/' - the whole site
   * @since 0.1.0
   * @example '/shop'
   * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#matches
   */
  readonly path?: string;
  /**
   * Time that a request may take, such as `60s`; `0s` for any time.
   *
   * @default - that of the Gateway, because some Gateways end a websocket too when it has passed, and some refuse the field
   * @since 0.1.0
   * @example '0s'
   * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#timeouts-optional
   */
  readonly requestTimeout?: string;
  /**
   * Shares of the requests by the names of Services, among them the client Service of this cluster. The others are in the same
   * namespace and have the same port. A websocket stays where it was opened.
   *
   * @default - all requests go to this cluster
   * @since 0.1.0
   * @example { shop: 90, 'shop-green': 10 }
   * @see https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
   */
  readonly weights?: Readonly<Record<string, number>>;
  /**
   * Annotations of the HTTPRoute.
   *
   * @default - none
   * @since 0.1.0
   * @example { 'external-dns.alpha.kubernetes.io/ttl': '60' }
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
   */
  readonly annotations?: Readonly<Record<string, V>>;
}

export interface WithRouteProps<V = string> {
  /**
   * An HTTPRoute of the Gateway API to the HTTP port of the client Service, which gets `appProtocol: kubernetes.io/ws`, because
   * some Gateways refuse websockets otherwise. The network policy lets everybody reach that port, and so the Gateway too.
   *
   * @default - none
   * @since 0.1.0
   * @example { parentRefs: [{ name: 'public', namespace: 'gateways' }], hostnames: ['shop.example.com'] }
   * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
   */
  readonly route?: RouteProps<V>;
}

// The limits of the API.
const mostParents = 32;
const mostHosts = 16;
const mostServices = 16;
const mostWeight = 1_000_000;

/** HTTP/1.1 whose connections may become websockets (KEP-3726). */
const websockets = 'kubernetes.io/ws';

export const route = feature<WithRouteProps<unknown>>()({
  name: 'route',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    route: fields<RouteProps>(
      {
        parentRefs: checked(
          list(
            fields<RouteParent>(
              { name: leaf(objectName), namespace: leaf(namespaceName), sectionName: leaf(objectName) },
              { required: ['name'] },
            ),
            { atLeast: 1, atMost: mostParents },
          ),
          checkParents,
        ),
        hostnames: list(leaf(siteHost), { atLeast: 1, atMost: mostHosts }),
        path: pathPrefix,
        requestTimeout: gatewayDuration,
        weights: record(serviceName, whole(0, mostWeight)),
        annotations,
      },
      { required: ['parentRefs'] },
    ),
  },
  decide: (
    { route: given },
    {
      http,
      identity,
      clientService,
      ingressHosts,
      hasCookieAffinity,
    }: Http & ClientService & IngressHosts & { readonly identity: Identity },
    report,
  ) => {
    if (given === undefined) return {};
    // What was refused is missing.
    const known: Partial<typeof given> = given;
    const { parentRefs = [], hostnames, path = '/', requestTimeout, weights, annotations } = known;
    checkEntrance('route', http, clientService, report);
    checkHosts('route.hostnames', hostnames ?? [], report);
    checkOtherEntrance(hostnames ?? [], ingressHosts, report);
    if (hasCookieAffinity && ingressHosts.length === 0) {
      const remedy = 'Remove it, or give ingress as well.';
      report({ property: 'service.affinity.cookie', rule: 'has no effect with route, only with an Ingress', remedy });
    }
    if (weights !== undefined) checkWeights(weights, identity.name, report);
    const port = clientService?.port ?? 0;
    return {
      ...(clientService?.appProtocol === undefined ? { httpProtocol: websockets } : {}),
      objects: {
        route: {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'HTTPRoute',
          metadata: metadataOf(identity, identity.name, annotations),
          spec: {
            parentRefs: parentRefs.map((parent): ParentReference<unknown> => ({
              group: 'gateway.networking.k8s.io',
              kind: 'Gateway',
              ...parent,
            })),
            ...(hostnames === undefined ? {} : { hostnames }),
            rules: [
              {
                matches: [{ path: { type: 'PathPrefix', value: path } }],
                ...(requestTimeout === undefined ? {} : { timeouts: { request: requestTimeout } }),
                backendRefs: Object.entries(weights ?? { [identity.name]: 1 }).map(
                  ([name, weight]): BackendReference => ({ group: '', kind: 'Service', name, port, weight }),
                ),
              },
            ],
          },
        },
      },
    };
  },
});

// The API refuses two references to one Gateway that do not name different listeners.
function checkParents(parents: readonly Partial<RouteParent<unknown>>[], property: string, report: Report): void {
  for (const [index, { name, namespace, sectionName }] of parents.entries()) {
    const isSame = (other: (typeof parents)[number]) =>
      name !== undefined &&
      other.name === name &&
      other.namespace === namespace &&
      (sectionName === undefined || [undefined, sectionName].includes(other.sectionName));
    const first = parents.slice(0, index).findIndex(isSame);
    if (first < 0) continue;
    const remedy = 'Give each a sectionName of its own, or remove one of the two.';
    report({ property: `${property}[${index}]`, rule: `must differ from ${property}[${first}]`, remedy });
  }
}

function checkOtherEntrance(hostnames: readonly unknown[], ingressHosts: readonly unknown[], report: Report): void {
  for (const [index, host] of hostnames.entries()) {
    const other = ingressHosts.indexOf(host);
    if (other < 0) continue;
    report({
      property: `route.hostnames[${index}]`,
      rule: `must differ from ingress.hosts[${other}], whose requests the Ingress takes`,
      remedy: 'Remove one of the two. To move from one to the other, leave route.hostnames out until DNS has changed.',
    });
  }
}

function checkWeights(weights: Readonly<Record<string, number>>, name: string, report: Report): void {
  const shares = Object.entries(weights);
  const property = 'route.weights';
  if (!Object.hasOwn(weights, name)) {
    report({
      property: pathTo(property, name),
      rule: 'is missing, and it is the client Service of this cluster',
    });
  }
  if (shares.length > mostServices) {
    report({ property, rule: `must have at most ${mostServices}`, got: String(shares.length) });
  }
  if (shares.length > 0 && shares.every(([, weight]) => weight === 0)) {
    const rule = 'must have one that is more than 0, because nobody would get an answer';
    report({ property, rule });
  }
}
