import { feature } from '../feature';
import type { ContainerPort, PolicyPort, ServicePort } from '../kubernetes';
import { fields, port } from '../schema';
import type { Http } from './http';
import { namedPort, namedPorts, portName, type PortProps } from './named-ports';
import type { Selected } from './selector';

/** Ports between the nodes, and further ports of the application by their names. */
export interface PortsProps {
  /**
   * Port of epmd, the Erlang port mapper daemon, by which nodes find each other's distribution port.
   *
   * @default 4369 - its registered port
   * @since 0.1.0
   * @example 4370
   * @see https://www.erlang.org/doc/apps/erts/epmd_cmd.html
   */
  readonly epmd?: number;
  /**
   * Port of the Erlang distribution, the same on every node.
   *
   * @default 9100 - a fixed one, which a policy can name; OTP's own is random
   * @since 0.1.0
   * @example 9200
   * @see https://www.erlang.org/doc/apps/kernel/kernel_app.html
   */
  readonly distribution?: number;
  /**
   * A further port of the application by its name, such as `metrics`: at most 15 lower-case letters, digits and `-`.
   *
   * @default - none
   * @since 0.1.0
   * @example { port: 9568, from: 'monitoring' }
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
   */
  readonly [name: string]: PortProps | number | undefined;
}

export interface WithPortsProps {
  /**
   * Ports between the nodes, and further ports of the application by their names. They must differ from each other and from
   * the HTTP port.
   *
   * @default { epmd: 4369, distribution: 9100 }
   * @since 0.1.0
   * @example { distribution: 9200 }
   */
  readonly ports?: PortsProps;
}

/** Ports that nodes listen on for each other, and the further ones. */
export interface Ports {
  readonly ports: { readonly epmd: number; readonly distribution: number };
  readonly furtherPorts: readonly ContainerPort[];
  /** Whether one of the further ports is in the client Service. */
  readonly hasServicePort: boolean;
}

/** Where epmd listens unless `ERL_EPMD_PORT` says otherwise (IANA's register, erts' `epmd`). */
export const defaultEpmdPort = 4369;
export const defaultDistributionPort = 9100;

/** Names of the ports between the nodes, in the container and in the headless Service. */
export const nodePorts = { epmd: 'epmd', distribution: 'distribution' } as const;
/** The first of the two parameters of the kernel application that fix the distribution port. */
export const fixedPortParameter = 'inet_dist_listen_min';

export const ports = feature<WithPortsProps>()({
  name: 'ports',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    ports: fields<Pick<PortsProps, 'epmd' | 'distribution'>>(
      { epmd: port, distribution: port },
      { others: { key: portName, item: namedPort } },
    ),
  },
  decide: ({ ports: given = {} }, { http, selector }: Http & Selected, report) => {
    const { epmd = defaultEpmdPort, distribution = defaultDistributionPort, ...named } = given;
    const collide = (property: string, got: number, other: string) => {
      report({ property, rule: `must differ from ${other}`, got: String(got), remedy: 'Move one of the two.' });
    };
    if (distribution === epmd) collide('ports.distribution', distribution, `the epmd port ${epmd}`);
    if (http?.port === epmd) collide('http.port', epmd, `the epmd port ${epmd}`);
    if (http?.port === distribution) collide('http.port', distribution, `the distribution port ${distribution}`);
    const between = [
      ...(http === undefined ? [] : [{ port: http.port, what: 'the HTTP port' }]),
      { port: epmd, what: 'the epmd port' },
      { port: distribution, what: 'the distribution port' },
    ];
    // The schema lets only the two ports between the nodes be a number.
    const further = namedPorts(named as Readonly<Record<string, PortProps>>, between, report);
    const peers = [{ podSelector: { matchLabels: selector } }];
    const opened = [policyPort(epmd), policyPort(distribution)];
    const settled: Ports = {
      ports: { epmd, distribution },
      furtherPorts: further.ports,
      hasServicePort: further.servicePorts.length > 0,
    };
    return {
      settled,
      variables: epmd === defaultEpmdPort ? [] : [{ name: 'ERL_EPMD_PORT', value: String(epmd) }],
      kernelParameters: [
        [fixedPortParameter, distribution],
        ['inet_dist_listen_max', distribution],
      ],
      ports: [
        containerPort(nodePorts.epmd, epmd),
        containerPort(nodePorts.distribution, distribution),
        ...further.ports,
      ],
      // A headless Service without ports has no DNS record (kubernetes#55158).
      discoveryPorts: [servicePort(nodePorts.epmd, epmd), servicePort(nodePorts.distribution, distribution)],
      // Whoever reaches the distribution port and has the cookie can run any code, so only the cluster's own pods may.
      ingress: [{ from: peers, ports: opened }, ...further.ingress],
      egress: [{ to: peers, ports: opened }],
      servicePorts: further.servicePorts,
    };
  },
});

function containerPort(name: string, number: number): ContainerPort {
  return { name, containerPort: number, protocol: 'TCP' };
}

function servicePort(name: string, number: number): ServicePort {
  return { name, port: number, targetPort: number, protocol: 'TCP' };
}

function policyPort(port: number): PolicyPort {
  return { port, protocol: 'TCP' };
}
