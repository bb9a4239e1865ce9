import { feature } from '../feature';
import type { ContainerPort, PolicyPort, ServicePort } from '../kubernetes';
import { fields, port } from '../schema';
import type { Http } from './http';
import type { Selected } from './selector';

/** Ports between the nodes. */
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
}

export interface WithPortsProps {
  /**
   * Ports between the nodes. They must differ from each other and from the HTTP port.
   *
   * @default { epmd: 4369, distribution: 9100 }
   * @since 0.1.0
   * @example { distribution: 9200 }
   */
  readonly ports?: PortsProps;
}

/** Ports that nodes listen on for each other. */
export interface Ports {
  readonly ports: { readonly epmd: number; readonly distribution: number };
}

/** Where epmd listens unless `ERL_EPMD_PORT` says otherwise (IANA's register, erts' `epmd`). */
export const defaultEpmdPort = 4369;
export const defaultDistributionPort = 9100;

export const ports = feature<WithPortsProps>()({
  name: 'ports',
  appliesTo: ['cluster', 'attachment'],
  schema: { ports: fields<PortsProps>({ epmd: port, distribution: port }) },
  decide: ({ ports: given = {} }, { http, selector }: Http & Selected, report) => {
    const { epmd = defaultEpmdPort, distribution = defaultDistributionPort } = given;
    const collide = (property: string, got: number, other: string) => {
      report({ property, rule: `must differ from ${other}`, got: String(got), remedy: 'Move one of the two.' });
    };
    if (distribution === epmd) collide('ports.distribution', distribution, `the epmd port ${epmd}`);
    if (http?.port === epmd) collide('http.port', epmd, `the epmd port ${epmd}`);
    if (http?.port === distribution) collide('http.port', distribution, `the distribution port ${distribution}`);
    const peers = [{ podSelector: { matchLabels: selector } }];
    const opened = [policyPort(epmd), policyPort(distribution)];
    const settled: Ports = { ports: { epmd, distribution } };
    return {
      settled,
      variables: epmd === defaultEpmdPort ? [] : [{ name: 'ERL_EPMD_PORT', value: String(epmd) }],
      kernelParameters: [
        ['inet_dist_listen_min', distribution],
        ['inet_dist_listen_max', distribution],
      ],
      ports: [containerPort('epmd', epmd), containerPort('distribution', distribution)],
      // A headless Service without ports has no DNS record (kubernetes#55158).
      discoveryPorts: [servicePort('epmd', epmd), servicePort('distribution', distribution)],
      // Whoever reaches the distribution port and has the cookie can run any code, so only the cluster's own pods may.
      ingress: [{ from: peers, ports: opened }],
      egress: [{ to: peers, ports: opened }],
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
