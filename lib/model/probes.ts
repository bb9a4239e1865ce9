import type { Probe } from './kubernetes';
import type { Ports } from './ports';
import type { Report } from './problems';
import type { HttpProps, ProbeProps, ProbesProps } from './props';

export interface Probes {
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
}

type Timing = Required<Omit<ProbeProps, 'path'>>;

// 300 s to boot: migrations and code loading on a busy machine; looked at as often as a kubelet can, since a pod that nobody has found
// ready yet is neither in its Service nor, for a rollout, there.
const startupTiming: Timing = { initialDelaySeconds: 0, periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 300 };
// Out of the Service 15 s after it stops answering.
const readinessTiming: Timing = { initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 };
// Restarted after 60 s: long enough for a garbage collection or a noisy neighbour, since a restart loses the node's state.
const livenessTiming: Timing = { initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 };

const defaultHealthPath = '/health';

export function decideProbes(ports: Ports, http: HttpProps | undefined, props: ProbesProps = {}): Probes {
  const healthPath = http?.healthPath ?? defaultHealthPath;
  const readyPath = http?.readyPath ?? healthPath;
  const probe = (given: ProbeProps | undefined, timing: Timing, path: string): Probe => ({
    ...target(ports, given?.path ?? path),
    initialDelaySeconds: given?.initialDelaySeconds ?? timing.initialDelaySeconds,
    periodSeconds: given?.periodSeconds ?? timing.periodSeconds,
    timeoutSeconds: given?.timeoutSeconds ?? timing.timeoutSeconds,
    successThreshold: 1,
    failureThreshold: given?.failureThreshold ?? timing.failureThreshold,
  });
  return {
    ...(props.startup === false ? {} : { startupProbe: probe(props.startup, startupTiming, healthPath) }),
    ...(props.readiness === false ? {} : { readinessProbe: probe(props.readiness, readinessTiming, readyPath) }),
    ...(props.liveness === false ? {} : { livenessProbe: probe(props.liveness, livenessTiming, healthPath) }),
  };
}

/** Without HTTP, a node that takes distribution connections counts as alive. */
function target({ http, distribution }: Ports, path: string): Pick<Probe, 'httpGet' | 'tcpSocket'> {
  return http === undefined ? { tcpSocket: { port: distribution } } : { httpGet: { path, port: http, scheme: 'HTTP' } };
}

interface ProbedProps {
  readonly http?: HttpProps;
  readonly probes?: ProbesProps;
}

export function checkProbes({ http, probes }: ProbedProps, report: Report): void {
  if (http !== undefined) return;
  for (const [name, probe] of Object.entries(probes ?? {}) as [string, ProbeProps | false][]) {
    if (probe === false || probe.path === undefined) continue;
    const remedy = 'Give http, or remove the path.';
    report({ property: `probes.${name}.path`, rule: 'needs http, which says the port', remedy });
  }
}
