import { runtimePaths } from '../contract';
import type { OwnVariable } from '../contribution';
import type { ContainerPort, HttpScheme } from '../kubernetes';
import type { Report } from '../schema';
import type { Http } from './http';
import type { Ports } from './ports';

/** Which port the probes ask, and for which paths. */
interface ProbeTarget {
  readonly port: number;
  readonly healthPath?: string;
  readonly readyPath?: string;
  /** What the runtime reads, so that it listens there. */
  readonly variables: readonly OwnVariable[];
  readonly ports: readonly ContainerPort[];
}

/** Of the props of the probes, what decides that. */
interface Asked {
  readonly port?: number;
  readonly scheme?: HttpScheme;
  readonly startup?: AskedPath | false;
  readonly readiness?: AskedPath | false;
  readonly liveness?: AskedPath | false;
}

interface AskedPath {
  readonly path?: string;
}

export function probeTarget(given: Asked, { http, ports, furtherPorts }: Http & Ports, report: Report): ProbeTarget {
  const { port, scheme = 'HTTP' } = given;
  if (port === undefined) {
    if (http === undefined) refusePaths(given, report);
    // Without HTTP, a node that takes distribution connections counts as alive.
    const { port: number = ports.distribution, healthPath, readyPath = healthPath } = http ?? {};
    return {
      port: number,
      ...(healthPath === undefined ? {} : { healthPath }),
      ...(readyPath === undefined ? {} : { readyPath }),
      variables: [],
      ports: [],
    };
  }
  const others = [
    ...(http === undefined ? [] : [{ port: http.port, what: 'the HTTP port' }]),
    { port: ports.epmd, what: 'the epmd port' },
    { port: ports.distribution, what: 'the distribution port' },
  ];
  for (const { what } of others.filter((other) => other.port === port)) {
    const remedy =
      what === 'the HTTP port' ? 'Remove it; the probes ask the HTTP port anyway.' : 'Move one of the two.';
    report({ property: 'probes.port', rule: `must differ from ${what} ${port}`, got: String(port), remedy });
  }
  const { healthPath = runtimePaths.health, readyPath = runtimePaths.ready } = http ?? {};
  // A port of `ports` with that number is the same listener, which others may reach too.
  const isNamed = furtherPorts.some(({ containerPort, protocol }) => containerPort === port && protocol === 'TCP');
  return {
    port,
    healthPath,
    readyPath,
    variables: scheme === 'HTTP' ? [{ name: 'CLUSTER_HTTP_PORT', value: String(port) }] : [],
    ports: isNamed ? [] : [{ name: 'probes', containerPort: port, protocol: 'TCP' }],
  };
}

function refusePaths({ startup, readiness, liveness }: Asked, report: Report): void {
  const given: Readonly<Record<string, AskedPath | false | undefined>> = { startup, readiness, liveness };
  for (const [name, probe] of Object.entries(given)) {
    if (probe === undefined || probe === false || probe.path === undefined) continue;
    const remedy = 'Give http, or remove the path.';
    report({ property: `probes.${name}.path`, rule: 'needs http, which says the port', remedy });
  }
}
