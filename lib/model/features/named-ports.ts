import type { ContainerPort, IngressRule, Peer, Protocol, Selector, ServicePort } from '../kubernetes';
import {
  asInKubernetes,
  checked,
  fields,
  flagOr,
  isRecord,
  namespaceName,
  oneOf,
  pathTo,
  port,
  refine,
  reject,
  type Report,
  type Shape,
  show,
  text,
  textOr,
} from '../schema';
import { didYouMean } from '../schema/did-you-mean';
import { selector } from './affinity';

/** Further ports of the application: what listens there, who reaches it, and whether clients find it. */

/** Pods that reach a port: those that both selectors select. At least one of the two. */
export interface PortPeers {
  /**
   * Pods, by their labels. `{}` selects all of them.
   *
   * @default - all pods of the namespaces
   * @since 0.1.0
   * @example { matchLabels: { app: 'prometheus' } }
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
   */
  readonly podSelector?: Selector;
  /**
   * Namespaces of these pods, by their labels. `{}` selects all of them.
   *
   * @default - the namespace of the cluster
   * @since 0.1.0
   * @example { matchLabels: { team: 'monitoring' } }
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
   */
  readonly namespaceSelector?: Selector;
}

/** A further port of the application. */
export interface PortProps {
  /**
   * Port that the application or one of its sidecars listens on.
   *
   * @since 0.1.0
   * @example 9568
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
   */
  readonly port: number;
  /**
   * Who reaches the port: `'anyone'`, the name of a namespace, or pods by their labels. Without a network policy, everybody
   * does.
   *
   * @default - the pods of the namespace of the cluster - whoever is outside must be named
   * @since 0.1.0
   * @example 'monitoring'
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
   */
  readonly from?: string | PortPeers;
  /**
   * Whether the client Service has the port: `true`, or the port that clients use. Without `http`, there is a client Service
   * as soon as one port is in it.
   *
   * @default - false, or true with `appProtocol` - what scrapes metrics finds the pods themselves
   * @since 0.1.0
   * @example true
   * @see https://kubernetes.io/docs/concepts/services-networking/service/
   */
  readonly service?: boolean | number;
  /**
   * Transport protocol.
   *
   * @default 'TCP'
   * @since 0.1.0
   * @example 'UDP'
   * @see https://kubernetes.io/docs/reference/networking/service-protocols/
   */
  readonly protocol?: Protocol;
  /**
   * Application protocol, which a Gateway or a service mesh reads from the client Service.
   *
   * @default - none
   * @since 0.1.0
   * @example 'kubernetes.io/ws'
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   */
  readonly appProtocol?: string;
}

const anyone = 'anyone';
/** Names of ports that have a property of their own. */
const taken: Readonly<Record<string, string>> = { http: 'the property http', probes: 'the property probes.port' };

// IANA's service names, which the API server checks.
const isServiceName = (name: string) =>
  name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);

export const portName = text('must have names of at most 15 lower-case letters, digits and single "-"', isServiceName, {
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
});

export const applicationProtocol = text(
  'must be a protocol such as "http" or "kubernetes.io/ws"',
  (given) =>
    given.length <= 63 && /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?$/.test(given),
);

const peers = checked(
  fields<PortPeers>({ podSelector: asInKubernetes(selector), namespaceSelector: asInKubernetes(selector) }),
  ({ podSelector, namespaceSelector }: PortPeers, property, report) => {
    if (podSelector !== undefined || namespaceSelector !== undefined) return;
    const remedy = 'Use "anyone" for everybody.';
    report({ property, rule: 'must have podSelector or namespaceSelector', remedy });
  },
);

const known = fields<PortProps>(
  {
    port,
    from: textOr(namespaceName, peers),
    service: flagOr(port),
    protocol: oneOf('TCP', 'UDP', 'SCTP'),
    appProtocol: applicationProtocol,
  },
  { required: ['port'] },
);

/** A named port. A number is a mistyped name of a port between the nodes, or a port that lacks its braces. */
export const namedPort: Shape = refine(known, (value, property, { report }) => {
  if (isRecord(value)) return true;
  const near = didYouMean(property.slice('ports.'.length), ['epmd', 'distribution']);
  const remedy = near === undefined ? 'Give { port: 9568 }.' : `Did you mean ports.${near}?`;
  reject(report, { property, rule: 'must be an object', got: show(value), remedy }, value);
  return false;
});

/** A port that something else of the pod listens on. */
interface Listener {
  readonly port: number;
  readonly what: string;
}

/** What the named ports contribute. Each must differ from what else listens, and from the others. */
export function namedPorts(given: Readonly<Record<string, PortProps>>, others: readonly Listener[], report: Report) {
  const entries = Object.entries(given);
  const listeners = [...others.map((other) => ({ ...other, protocol: 'TCP' }))];
  const servicePorts: ServicePort[] = [];
  for (const [name, { port: number, protocol = 'TCP', appProtocol, service = appProtocol !== undefined }] of entries) {
    const property = pathTo('ports', name);
    const owner = taken[name];
    if (owner !== undefined) report({ property, rule: `is the name of ${owner}`, remedy: 'Use another name.' });
    const same = listeners.find((other) => other.port === number && other.protocol === protocol);
    if (same !== undefined) {
      const rule = `must differ from ${same.what} ${same.port}`;
      report({ property: `${property}.port`, rule, got: String(number), remedy: 'Move one of the two.' });
    }
    listeners.push({ port: number, what: `the port ${name}`, protocol });
    if (appProtocol !== undefined && service === false) {
      const remedy = 'Set service to true, or remove appProtocol.';
      report({ property: `${property}.appProtocol`, rule: 'needs service, which is false', remedy });
    }
    if (service === false) continue;
    const offered = { name, port: service === true ? number : service, targetPort: number, protocol };
    servicePorts.push({ ...offered, ...(appProtocol === undefined ? {} : { appProtocol }) });
  }
  return {
    ports: entries.map(([name, { port, protocol = 'TCP' }]): ContainerPort => ({
      name,
      containerPort: port,
      protocol,
    })),
    servicePorts,
    ingress: entries.map(([, { port, protocol = 'TCP', from }]): IngressRule => ({
      ...(from === anyone ? {} : { from: [peerOf(from)] }),
      ports: [{ port, protocol }],
    })),
  };
}

function peerOf(from: PortProps['from']): Peer {
  if (from === undefined) return { podSelector: {} };
  if (typeof from !== 'string') return from;
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': from } } };
}
