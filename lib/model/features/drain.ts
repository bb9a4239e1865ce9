import { feature, type Base } from '../feature';
import { fields, whole } from '../schema';

/** How a pod leaves: a pause, SIGTERM, the drain, the kill. */
export interface DrainProps {
  /**
   * Pause before SIGTERM, in seconds, in which proxies learn that the pod takes no more traffic. 0 for none.
   *
   * @default 10 - it takes seconds until every proxy knows that an endpoint is gone
   * @since 0.1.0
   * @example 5
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
   */
  readonly preStopSeconds?: number;
  /**
   * Seconds that the application may take between SIGTERM and exit. The runtime reads it as `CLUSTER_DRAIN_SECONDS`.
   *
   * @default - what `graceSeconds` leaves after the pause and 5 s to exit, which is 45 - Phoenix drains its sockets in 30 s
   * @since 0.1.0
   * @example 45
   */
  readonly shutdownSeconds?: number;
  /**
   * Seconds after which the kubelet kills what is left, counted from the start of the pause.
   *
   * @default 60 - enough for the pause, the drain and 5 s to exit; where they need more, it is more
   * @since 0.1.0
   * @example 120
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
   */
  readonly graceSeconds?: number;
}

export interface WithDrainProps {
  /**
   * How a pod leaves. `graceSeconds` must cover the pause, the shutdown and 5 s to exit.
   *
   * @default { preStopSeconds: 10, shutdownSeconds: 45, graceSeconds: 60 }
   * @since 0.1.0
   * @example { shutdownSeconds: 120 }
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
   */
  readonly drain?: DrainProps;
}

export interface GraceProps {
  /**
   * The workload's `terminationGracePeriodSeconds`, at least 6. The application may drain for what `preStopSeconds` and 5 s
   * to exit leave of it.
   *
   * @default 30 - as in Kubernetes
   * @since 0.1.0
   * @example 60
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
   */
  readonly graceSeconds?: number;
  /**
   * Seconds that the workload's own `preStop` hook takes at most. The kubelet counts them as a part of the grace. If the
   * workload is given, it is only needed for a hook that does more than to sleep.
   *
   * @default 0 - if the workload is given, what the hook sleeps
   * @since 0.1.0
   * @example 20
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
   */
  readonly preStopSeconds?: number;
}

/** How long the application has to leave. */
export interface Drain {
  readonly drainSeconds: number;
}

// An endpoint that is gone takes seconds to reach every proxy.
const defaultPreStopSeconds = 10;
const defaultGraceSeconds = 60;
/** What Kubernetes gives a pod that sets no grace period. */
export const kubernetesGraceSeconds = 30;
/** What the VM gets to exit after the drain, before the kubelet kills it. */
export const exitSeconds = 5;

const seconds = whole(0, 86_400);

export const drain = feature<WithDrainProps>()({
  name: 'drain',
  appliesTo: ['cluster'],
  schema: {
    drain: fields<DrainProps>({ preStopSeconds: seconds, shutdownSeconds: whole(1, 86_400), graceSeconds: seconds }),
  },
  decide: ({ drain: given = {} }, _: Base, report) => {
    const { preStopSeconds = defaultPreStopSeconds, shutdownSeconds } = given;
    const needed = preStopSeconds + (shutdownSeconds ?? 1) + exitSeconds;
    const { graceSeconds = Math.max(defaultGraceSeconds, needed) } = given;
    if (graceSeconds < needed) {
      report({
        property: 'drain.graceSeconds',
        rule: `must be at least ${needed}: ${preStopSeconds} s preStop, ${shutdownSeconds ?? 1} s shutdown, ${exitSeconds} s to exit`,
        got: String(graceSeconds),
        remedy: 'Raise it, or shorten the other two.',
      });
    }
    // An exec of `sleep`, because the API's own pause came with Kubernetes 1.30, and a release needs a shell anyway.
    const preStop = { exec: { command: ['sleep', String(preStopSeconds)] } };
    return {
      ...leave(shutdownSeconds ?? graceSeconds - preStopSeconds - exitSeconds),
      pod: { terminationGracePeriodSeconds: graceSeconds },
      ...(preStopSeconds === 0 ? {} : { container: { lifecycle: { preStop } } }),
    };
  },
});

/** How a pod of a workload that exists leaves. Its own `preStop` and grace stay as they are. */
export const grace = feature<GraceProps>()({
  name: 'grace',
  appliesTo: ['attachment'],
  schema: { graceSeconds: seconds, preStopSeconds: seconds },
  decide: ({ graceSeconds = kubernetesGraceSeconds, preStopSeconds = 0 }, _: Base, report) => {
    const needed = preStopSeconds + 1 + exitSeconds;
    if (graceSeconds < needed) {
      const hook = preStopSeconds === 0 ? '' : `${preStopSeconds} s preStop, `;
      const rule = `must be at least ${needed}: ${hook}1 s shutdown, ${exitSeconds} s to exit`;
      report({ property: 'graceSeconds', rule, got: String(graceSeconds), remedy: 'Raise it.' });
    }
    return leave(graceSeconds - preStopSeconds - exitSeconds);
  },
});

function leave(drainSeconds: number) {
  const settled: Drain = { drainSeconds };
  return { settled, variables: [{ name: 'CLUSTER_DRAIN_SECONDS' as const, value: String(drainSeconds) }] };
}
