import type { Annotations, ServiceSpec } from '../kubernetes';
import { cookieName, fields, flag, pathTo, whole, type Report, type Shape } from '../schema';

/** How the client Service sends a client to the same pod again. */

/** By the address of the client. */
export interface ClientIpProps {
  /**
   * Seconds since the last connection after which the client may get another pod, at most a day.
   *
   * @default 10800 - three hours, as in Kubernetes
   * @since 0.1.0
   * @example 3600
   * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#session-stickiness-timeout
   */
  readonly timeoutSeconds?: number;
}

/** By a cookie that Traefik sets. */
export interface StickyCookieProps {
  /**
   * Name of the cookie. It must differ from the cookies of the application.
   *
   * @default - a name that Traefik makes
   * @since 0.1.0
   * @example 'shop_pod'
   */
  readonly name?: string;
  /**
   * Whether browsers send it over HTTPS only. On a site without HTTPS, they drop such a cookie.
   *
   * @default true - nobody on the way may choose the pod
   * @since 0.1.0
   * @example false
   * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#secure
   */
  readonly secure?: boolean;
}

/** Exactly one of the two. */
export interface AffinityProps {
  /**
   * By the address of the client, which kube-proxy sees. It has no effect behind an ingress controller that sends to the pods.
   *
   * @since 0.1.0
   * @example { timeoutSeconds: 3600 }
   * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
   */
  readonly clientIP?: ClientIpProps;
  /**
   * By a cookie, through annotations that Traefik reads for an Ingress. It needs `http`.
   *
   * @since 0.1.0
   * @example { name: 'shop_pod' }
   * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
   */
  readonly cookie?: StickyCookieProps;
}

const defaultTimeoutSeconds = 10_800;
// The limit of the API: a day.
const longestTimeoutSeconds = 86_400;

const sticky = 'traefik.ingress.kubernetes.io/service.sticky.cookie';

export const affinity: Shape = fields<AffinityProps>(
  {
    clientIP: fields<ClientIpProps>({ timeoutSeconds: whole(1, longestTimeoutSeconds) }),
    cookie: fields<StickyCookieProps>({ name: cookieName, secure: flag }),
  },
  { oneOf: ['clientIP', 'cookie'] },
);

/** Fields of the Service for an affinity by address. */
export function affinityFields({ clientIP }: AffinityProps = {}): Partial<ServiceSpec> {
  if (clientIP === undefined) return {};
  const { timeoutSeconds = defaultTimeoutSeconds } = clientIP;
  return { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds } } };
}

/** Annotations of the Service for an affinity by cookie. */
export function affinityAnnotations({ cookie }: AffinityProps = {}): Annotations<string> {
  if (cookie === undefined) return {};
  const { name, secure = true } = cookie;
  return {
    [sticky]: 'true',
    ...(name === undefined ? {} : { [`${sticky}.name`]: name }),
    [`${sticky}.httponly`]: 'true',
    [`${sticky}.samesite`]: 'lax',
    [`${sticky}.secure`]: String(secure),
  };
}

/** Annotations of the user must not be those of the affinity. */
export function checkAnnotations(own: Annotations<string>, given: Readonly<Record<string, unknown>>, report: Report) {
  for (const key of Object.keys(own).filter((key) => Object.hasOwn(given, key))) {
    const remedy = 'Remove it, or remove service.affinity.';
    report({ property: pathTo('service.annotations', key), rule: 'is written by service.affinity', remedy });
  }
}
