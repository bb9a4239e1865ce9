import { feature } from '../feature';
import type { Metric, ScalingBehavior, ScalingRules } from '../kubernetes';
import { asInKubernetes, fields, list, show, whole } from '../schema';
import { metadataOf, type Identity } from './identity';
import { behavior, metric } from './metric';
import type { Sidecars } from './sidecars';
import type { WorkloadKind } from './workload';

/** How many nodes there are, by their load. */
export interface AutoscalingProps {
  /**
   * Least number of nodes, at least 2, because one node is no cluster.
   *
   * @since 0.1.0
   * @example 3
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
   */
  readonly min: number;
  /**
   * Largest number of nodes.
   *
   * @since 0.1.0
   * @example 12
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
   */
  readonly max: number;
  /**
   * CPU that the pods should use on average, in percent of what they request. With `vmFlags.busyWait`, an idle node uses CPU
   * too.
   *
   * @default - 70 where neither `memory` nor `metrics` is given - a new node needs a minute, in which the others carry its load
   * @since 0.1.0
   * @example 60
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#support-for-resource-metrics
   */
  readonly cpu?: number;
  /**
   * Memory that the pods should use on average, in percent of what they request. It must be less than the limit, at which the
   * kernel kills a node.
   *
   * @default - none - a VM gives memory back late, so that few nodes go away
   * @since 0.1.0
   * @example 75
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#support-for-resource-metrics
   */
  readonly memory?: number;
  /**
   * Metrics of your own, as the Kubernetes API has them. The metric that asks for the most nodes wins.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ type: 'Pods', pods: { metric: { name: 'queue_length' }, target: { type: 'AverageValue', averageValue: '30' } } }]
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#scaling-on-custom-metrics
   */
  readonly metrics?: readonly Metric[];
  /**
   * How fast the number of nodes changes, as the Kubernetes API has it. What `scaleDown` does not say keeps its default.
   *
   * @default { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }] } } - each
   *   node that leaves moves its processes and sockets to the others, so one goes at a time, and none in a short lull
   * @since 0.1.0
   * @example { scaleDown: { stabilizationWindowSeconds: 600 } }
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior
   */
  readonly behavior?: ScalingBehavior;
}

export interface WithAutoscalingProps {
  /**
   * A HorizontalPodAutoscaler, which owns the number of nodes in place of `replicas`. It needs a metrics server. A workload that
   * runs with `replicas` must hand the field over before it is left out, or Kubernetes scales it to 1 pod once: Pulumi does so
   * itself, and docs/replicas.md says how with kubectl, Argo CD and Flux.
   *
   * @default - none
   * @since 0.1.0
   * @example { min: 3, max: 12, cpu: 60 }
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
   */
  readonly autoscaling?: AutoscalingProps;
}

/** The least number of nodes, where an autoscaler owns it. */
export interface Autoscaled {
  readonly autoscaled?: { readonly min: number };
}

// A node that leaves hands over for up to a minute, and the others take up its work in the next.
const scaleDown: ScalingRules = {
  stabilizationWindowSeconds: 300,
  policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
};

const defaultCpu = 70;

const percent = whole(1, 1_000);

export const autoscaling = feature<WithAutoscalingProps>()({
  name: 'autoscaling',
  appliesTo: ['cluster'],
  schema: {
    autoscaling: fields<AutoscalingProps>(
      {
        min: whole(2),
        max: whole(2),
        cpu: percent,
        memory: percent,
        metrics: asInKubernetes(list(metric)),
        behavior: asInKubernetes(behavior),
      },
      { required: ['min', 'max'] },
    ),
  },
  decide: (
    { autoscaling: given },
    { identity, kind, sidecars }: Sidecars & { readonly identity: Identity; readonly kind: WorkloadKind },
    report,
  ) => {
    const none: Autoscaled = {};
    if (given === undefined) return { settled: none };
    const { min, max, memory, metrics = [], behavior = {} } = given;
    const { cpu = memory === undefined && metrics.length === 0 ? defaultCpu : undefined } = given;
    if (max < min) {
      report({
        property: 'autoscaling.max',
        rule: `must be at least autoscaling.min, which is ${show(min)}`,
        got: show(max),
      });
    }
    // The metric of a pod counts its sidecars, which the load of the application does not move.
    const container = Object.keys(sidecars).length === 0 ? undefined : identity.name;
    const settled: Autoscaled = { autoscaled: { min } };
    return {
      settled,
      objects: {
        autoscaler: {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          metadata: metadataOf(identity, identity.name),
          spec: {
            scaleTargetRef: { apiVersion: 'apps/v1', kind, name: identity.name },
            minReplicas: min,
            maxReplicas: max,
            metrics: [
              ...(cpu === undefined ? [] : [ofResource('cpu', cpu, container)]),
              ...(memory === undefined ? [] : [ofResource('memory', memory, container)]),
              ...metrics,
            ],
            behavior: { ...behavior, scaleDown: { ...scaleDown, ...behavior.scaleDown } },
          },
        },
      },
    };
  },
});

function ofResource(name: string, averageUtilization: number, container: string | undefined): Metric {
  const target = { type: 'Utilization', averageUtilization } as const;
  if (container === undefined) return { type: 'Resource', resource: { name, target } };
  return { type: 'ContainerResource', containerResource: { name, container, target } };
}
