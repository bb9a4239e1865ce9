import { feature } from '../feature';
import type { Amount } from '../kubernetes';
import { amount, fields, isMoreThanAll, isZero, show, showQuantity, whole, type Report } from '../schema';
import type { WorkloadKind } from './workload';

/** How a new version replaces the old one. */
export interface RolloutProps {
  /**
   * Pods more than `replicas` during a rollout: a number or a percentage. Only a Deployment has it.
   *
   * @default 1 - a rollout needs room for one more pod, whatever the size of the cluster
   * @since 0.1.0
   * @example '25%'
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge
   */
  readonly maxSurge?: Amount;
  /**
   * Pods less than `replicas` during a rollout: a number or a percentage. Only a Deployment has it.
   *
   * @default 0 - the cluster is never smaller than its replicas
   * @since 0.1.0
   * @example 1
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable
   */
  readonly maxUnavailable?: Amount;
  /**
   * Seconds that a pod must be ready before the next one is replaced.
   *
   * @default 10 - a pod that crashes soon after its start stops the rollout
   * @since 0.1.0
   * @example 30
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#min-ready-seconds
   */
  readonly minReadySeconds?: number;
  /**
   * Seconds after which a rollout counts as failed. It must be more than `minReadySeconds`. Only a Deployment has it.
   *
   * @default 600 - as in Kubernetes
   * @since 0.1.0
   * @example 900
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds
   */
  readonly progressDeadlineSeconds?: number;
  /**
   * How many old versions are kept for a rollback.
   *
   * @default 10 - as in Kubernetes
   * @since 0.1.0
   * @example 3
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy
   */
  readonly revisionHistoryLimit?: number;
}

export interface WithRolloutProps {
  /**
   * How a new version replaces the old one.
   *
   * @default - one pod more, none less, each 10 s ready before the next
   * @since 0.1.0
   * @example { maxSurge: '25%' }
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
   */
  readonly rollout?: RolloutProps;
}

/** Seconds after which Kubernetes reports a rollout without progress as failed. Its own default. */
export const defaultProgressDeadlineSeconds = 600;

const seconds = whole(0, 86_400);

export const rollout = feature<WithRolloutProps>()({
  name: 'rollout',
  appliesTo: ['cluster'],
  schema: {
    rollout: fields<RolloutProps>({
      maxSurge: amount,
      maxUnavailable: amount,
      minReadySeconds: seconds,
      progressDeadlineSeconds: whole(1, 86_400),
      revisionHistoryLimit: whole(0),
    }),
  },
  decide: ({ rollout: given = {} }, { kind }: { readonly kind: WorkloadKind }, report) => {
    const { minReadySeconds = 10, revisionHistoryLimit = 10 } = given;
    const { maxSurge = 1, maxUnavailable = 0, progressDeadlineSeconds = defaultProgressDeadlineSeconds } = given;
    const common = { minReadySeconds, revisionHistoryLimit };
    if (kind === 'StatefulSet') {
      refuseForStatefulSet(given, report);
      return { workload: { ...common, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } } };
    }
    if (isZero(maxSurge) && isZero(maxUnavailable)) {
      const remedy = 'Set one of the two to 1.';
      report({ property: 'rollout', rule: 'is stuck: maxSurge and maxUnavailable must not both be 0', remedy });
    }
    if (isMoreThanAll(maxUnavailable)) {
      report({
        property: 'rollout.maxUnavailable',
        rule: 'must be at most "100%"',
        got: showQuantity(maxUnavailable),
      });
    }
    if (progressDeadlineSeconds <= minReadySeconds) {
      const rule = `must be more than minReadySeconds, which is ${show(minReadySeconds)}`;
      report({ property: 'rollout.progressDeadlineSeconds', rule, got: show(progressDeadlineSeconds) });
    }
    const rollingUpdate = { maxSurge, maxUnavailable };
    return { workload: { ...common, progressDeadlineSeconds, strategy: { type: 'RollingUpdate', rollingUpdate } } };
  },
});

function refuseForStatefulSet(given: RolloutProps, report: Report): void {
  const ofDeployments = ['maxSurge', 'maxUnavailable', 'progressDeadlineSeconds'] as const;
  for (const key of ofDeployments.filter((key) => given[key] !== undefined)) {
    report({ property: `rollout.${key}`, rule: 'is not a property of a StatefulSet', remedy: 'Remove it.' });
  }
}
