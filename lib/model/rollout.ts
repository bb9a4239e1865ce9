import { isMoreThanAll, isZero } from './amount';
import type { Amount } from './kubernetes';
import type { Report } from './problems';
import type { BeamClusterPropsWithSecrets, RolloutProps } from './props';

/** How a new version replaces the old one. */
export interface Rollout {
  readonly maxSurge: Amount;
  readonly maxUnavailable: Amount;
  readonly minReadySeconds: number;
  readonly progressDeadlineSeconds: number;
  readonly revisionHistoryLimit: number;
}

const standard: Rollout = {
  maxSurge: 1,
  maxUnavailable: 0,
  minReadySeconds: 10,
  progressDeadlineSeconds: 600,
  revisionHistoryLimit: 10,
};

export function decideRollout(props: RolloutProps = {}): Rollout {
  return { ...standard, ...props };
}

const ofDeploymentsAlone = ['maxSurge', 'maxUnavailable', 'progressDeadlineSeconds'] as const;

export function checkRollout(props: Partial<BeamClusterPropsWithSecrets<unknown>>, report: Report): void {
  const given = props.rollout ?? {};
  if (props.workload === 'StatefulSet') {
    for (const key of ofDeploymentsAlone.filter((key) => given[key] !== undefined)) {
      report({ property: `rollout.${key}`, rule: 'is not known to a StatefulSet', remedy: 'Remove it.' });
    }
    return;
  }
  const { maxSurge, maxUnavailable, minReadySeconds, progressDeadlineSeconds } = decideRollout(given);
  if (isZero(maxSurge) && isZero(maxUnavailable)) {
    const remedy = 'Let one of rollout.maxSurge and rollout.maxUnavailable be 1.';
    report({ property: 'rollout', rule: 'must let a pod be added or taken', got: 'none of either', remedy });
  }
  if (isMoreThanAll(maxUnavailable)) {
    report({ property: 'rollout.maxUnavailable', rule: 'must be at most "100%"', got: `"${maxUnavailable}"` });
  }
  if (progressDeadlineSeconds <= minReadySeconds) {
    report({
      property: 'rollout.progressDeadlineSeconds',
      rule: `must be more than minReadySeconds, which is ${minReadySeconds}`,
      got: String(progressDeadlineSeconds),
    });
  }
}
