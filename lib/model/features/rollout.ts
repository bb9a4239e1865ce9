import { feature } from '../feature';
import type { Amount } from '../kubernetes';
import { amount, fields, isMoreThanAll, isZero, showQuantity, whole, type Report } from '../schema';
import type { WorkloadKind } from './workload';

/** How a new version replaces the old one. */
export interface RolloutProps {
  /**
   * Pods more than `replicas`: a number or a percentage. Only a Deployment knows it.
   *
   * @default 1
   * @since 0.1.0
   * @example '25%'
   */
  readonly maxSurge?: Amount;
  /**
   * Pods less than `replicas`: a number or a percentage. Only a Deployment knows it.
   *
   * @default 0 - the cluster is never smaller than its replicas
   * @since 0.1.0
   * @example 1
   */
  readonly maxUnavailable?: Amount;
  /**
   * Seconds that a pod must be ready before the next one is replaced.
   *
   * @default 10
   * @since 0.1.0
   * @example 30
   */
  readonly minReadySeconds?: number;
  /**
   * Seconds after which a rollout counts as failed. It must be more than `minReadySeconds`. Only a Deployment knows it.
   *
   * @default 600
   * @since 0.1.0
   * @example 900
   */
  readonly progressDeadlineSeconds?: number;
  /**
   * How many old versions are kept for a rollback.
   *
   * @default 10
   * @since 0.1.0
   * @example 3
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
    const { maxSurge = 1, maxUnavailable = 0, progressDeadlineSeconds = 600 } = given;
    const common = { minReadySeconds, revisionHistoryLimit };
    if (kind === 'StatefulSet') {
      refuseForStatefulSet(given, report);
      return { workload: { ...common, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } } };
    }
    if (isZero(maxSurge) && isZero(maxUnavailable)) {
      const remedy = 'Set one of the two to 1.';
      report({ property: 'rollout', rule: 'must not have both maxSurge and maxUnavailable at 0', remedy });
    }
    if (isMoreThanAll(maxUnavailable)) {
      report({
        property: 'rollout.maxUnavailable',
        rule: 'must be at most "100%"',
        got: showQuantity(maxUnavailable),
      });
    }
    if (progressDeadlineSeconds <= minReadySeconds) {
      const rule = `must be more than minReadySeconds, which is ${minReadySeconds}`;
      report({ property: 'rollout.progressDeadlineSeconds', rule, got: String(progressDeadlineSeconds) });
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
