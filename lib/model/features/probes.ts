import { feature } from '../feature';
import type { HttpScheme, Probe } from '../kubernetes';
import {
  fields,
  headerName,
  headerValue,
  hostName,
  oneOf,
  orFalse,
  port,
  record,
  unshown,
  urlPath,
  whole,
} from '../schema';
import type { Http } from './http';
import { probeTarget } from './probe-target';
import type { Ports } from './ports';

/** The three probes of the container. */
export interface ProbesProps {
  /**
   * Gives a release time to boot; `false` for none.
   *
   * @default { periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 300 } - up to 300 s: a slow release boots, and a fast
   *   one is ready soon
   * @since 0.1.0
   * @example { failureThreshold: 600 }
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes
   */
  readonly startup?: ProbeProps | false;
  /**
   * Keeps traffic from a pod that does not answer; `false` for none.
   *
   * @default { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 } - out of the Service after 15 s
   * @since 0.1.0
   * @example { path: '/ready' }
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes
   */
  readonly readiness?: ProbeProps | false;
  /**
   * Restarts the container of a pod that does not answer; `false` for none.
   *
   * @default { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 } - restarted after 60 s, as the last resort,
   *   because a restart loses the node's state
   * @since 0.1.0
   * @example false
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-http-request
   */
  readonly liveness?: ProbeProps | false;
  /**
   * Host header of the probes that ask for a path; `false` leaves it to the kubelet, which sends the address of the pod. It
   * needs a path.
   *
   * @default 'localhost' - `force_ssl` of Phoenix leaves this host out; it redirects every other one to HTTPS, and the kubelet
   *   takes a redirect for success, even while the pod drains
   * @since 0.1.0
   * @example 'shop.acme.dev'
   * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/#http-probes
   */
  readonly host?: string | false;
  /**
   * Port of its own for the probes. The runtime then serves `/health`, `/ready` and `/metrics` there and needs no plug, so that
   * the HTTP port need not show them. The probes ask for `/health` and `/ready`, unless `http` or the probe has another path.
   * Only the kubelet reaches the port; a port of `ports` with the same number lets others in. An image without the runtime
   * must listen there itself.
   *
   * @default - the HTTP port, and without `http` the distribution port
   * @since 0.1.0
   * @example 9568
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
   */
  readonly port?: number;
  /**
   * Scheme of the probes that ask for a path. The kubelet does not verify the certificate. The runtime serves no HTTPS: with
   * `'HTTPS'` the application listens on `port` itself.
   *
   * @default 'HTTP'
   * @since 0.1.0
   * @example 'HTTPS'
   * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/#http-probes
   */
  readonly scheme?: HttpScheme;
  /**
   * Headers of the probes that ask for a path, besides `Host`. Everybody who may read the workload reads them.
   *
   * @default - none
   * @since 0.1.0
   * @example { 'X-Probe': 'kubelet' }
   * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/#http-probes
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Numbers of one probe. What is not given keeps the default of that probe. */
export interface ProbeProps {
  /**
   * Path that the probe asks for. It needs `http` or `probes.port`.
   *
   * @default - the ready path of `http` for readiness, its health path for the others; without one, the probe connects to the
   *   port
   * @since 0.1.0
   * @example '/up'
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes
   */
  readonly path?: string;
  /**
   * Seconds before the first probe.
   *
   * @default 0 - the startup probe is what waits
   * @since 0.1.0
   * @example 5
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
   */
  readonly initialDelaySeconds?: number;
  /**
   * Seconds between two probes, at least 1.
   *
   * @default - startup 1, readiness 5, liveness 10
   * @since 0.1.0
   * @example 10
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
   */
  readonly periodSeconds?: number;
  /**
   * Seconds that an answer may take, at least 1.
   *
   * @default - startup 2, readiness 3, liveness 5
   * @since 0.1.0
   * @example 5
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
   */
  readonly timeoutSeconds?: number;
  /**
   * How often in a row the probe must fail before it counts, at least 1.
   *
   * @default - startup 300, readiness 3, liveness 6
   * @since 0.1.0
   * @example 6
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
   */
  readonly failureThreshold?: number;
}

export interface WithProbesProps {
  /**
   * Numbers of the three probes; `false` leaves one out. They ask for the paths of `http`. Without a path, they connect to
   * the HTTP port, and without `http` to the distribution port. `port` gives them a port of their own.
   *
   * @default - up to 300 s to boot, out of the Service after 15 s, restarted after 60 s
   * @since 0.1.0
   * @example { liveness: { periodSeconds: 20 } }
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
   */
  readonly probes?: ProbesProps;
}

type Timing = Required<Omit<ProbeProps, 'path'>>;

// 300 s to boot: migrations and code loading on a busy machine. The kubelet asks as often as it can, because a pod that is
// not ready yet is neither in its Service nor counted by a rollout.
export const startupTiming: Timing = {
  initialDelaySeconds: 0,
  periodSeconds: 1,
  timeoutSeconds: 2,
  failureThreshold: 300,
};
// Out of the Service 15 s after it stops answering.
const readinessTiming: Timing = { initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 };
// Restarted after 60 s: long enough for a garbage collection or a noisy neighbour, since a restart loses the node's state.
const livenessTiming: Timing = { initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 };

const defaultHost = 'localhost';

const probe = fields<ProbeProps>({
  path: urlPath,
  initialDelaySeconds: whole(0, 86_400),
  periodSeconds: whole(1, 3_600),
  timeoutSeconds: whole(1, 3_600),
  failureThreshold: whole(1),
});

export const probes = feature<WithProbesProps>()({
  name: 'probes',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    probes: fields<ProbesProps>({
      startup: orFalse(probe),
      readiness: orFalse(probe),
      liveness: orFalse(probe),
      host: orFalse(hostName),
      port,
      scheme: oneOf('HTTP', 'HTTPS'),
      headers: record(headerName, unshown(headerValue)),
    }),
  },
  decide: ({ probes: given = {} }, context: Http & Ports, report) => {
    const { startup, readiness, liveness, host = defaultHost, scheme = 'HTTP', headers = {} } = given;
    const { port, healthPath, readyPath, variables, ports } = probeTarget(given, context, report);
    const httpHeaders = [
      ...(host === false ? [] : [{ name: 'Host', value: host }]),
      ...Object.entries(headers).map(([name, value]) => ({ name, value })),
    ];
    const sent = { scheme, ...(httpHeaders.length === 0 ? {} : { httpHeaders }) };
    const make = (given: ProbeProps | false | undefined, timing: Timing, usual?: string): Probe | undefined => {
      if (given === false) return undefined;
      const { path = usual, ...numbers } = given ?? {};
      const action = path === undefined ? { tcpSocket: { port } } : { httpGet: { path, port, ...sent } };
      return { ...action, ...timing, ...numbers, successThreshold: 1 };
    };
    const startupProbe = make(startup, startupTiming, healthPath);
    const readinessProbe = make(readiness, readinessTiming, readyPath);
    const livenessProbe = make(liveness, livenessTiming, healthPath);
    const made = [startupProbe, readinessProbe, livenessProbe];
    if (!made.some((probe) => probe?.httpGet !== undefined)) {
      for (const name of ['host', 'scheme', 'headers'] as const) {
        if (given[name] === undefined) continue;
        const remedy = `Give http.healthPath, or remove the ${name}.`;
        report({ property: `probes.${name}`, rule: 'needs a path that a probe asks for', remedy });
      }
    }
    for (const name of Object.keys(headers).filter((name) => name.toLowerCase() === 'host')) {
      report({ property: `probes.headers.${name}`, rule: 'is the property probes.host', remedy: 'Use that.' });
    }
    return {
      variables,
      ports,
      container: {
        ...(startupProbe && { startupProbe }),
        ...(readinessProbe && { readinessProbe }),
        ...(livenessProbe && { livenessProbe }),
      },
    };
  },
});
