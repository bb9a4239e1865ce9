import { feature, type Base } from '../feature';
import type { Amount } from '../kubernetes';
import { amount, fields, isMoreThanAll, isZero, orFalse, podsOf, showNumber, showQuantity } from '../schema';
import { metadataOf, type Identity } from './identity';
import type { Replicas } from './replicas';
import type { Selected } from './selector';

/** Exactly one of the two. */
export interface DisruptionBudgetProps {
  /**
   * How many pods a disruption may take at a time: at least one, or a percentage of the replicas.
   *
   * @since 0.1.0
   * @example 1
   * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget
   */
  readonly maxUnavailable?: Amount;
  /**
   * How many pods must stay: less than `replicas` or `autoscaling.min`, or a percentage of the pods.
   *
   * @since 0.1.0
   * @example '60%'
   * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget
   */
  readonly minAvailable?: Amount;
}

export interface DisruptionProps {
  /**
   * How many pods a voluntary disruption, such as a drained machine, may take at a time; `false` for no budget. Pods that
   * never became ready do not block a drain.
   *
   * @default { maxUnavailable: 1 } - one node at a time; { minAvailable: 1 } for a DaemonSet that is given as a manifest,
   *   because the controller of the budget does not know how many pods a DaemonSet should have
   * @since 0.1.0
   * @example { minAvailable: 2 }
   * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
   */
  readonly disruptionBudget?: DisruptionBudgetProps | false;
}

const standard: DisruptionBudgetProps = { maxUnavailable: 1 };
// The controller takes only this form for a workload without the subresource `scale`. Otherwise, it refuses every eviction.
const ofDaemonSet: DisruptionBudgetProps = { minAvailable: 1 };

export const disruption = feature<DisruptionProps>()({
  name: 'disruption',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    disruptionBudget: orFalse(
      fields<DisruptionBudgetProps>(
        { maxUnavailable: amount, minAvailable: amount },
        { oneOf: ['maxUnavailable', 'minAvailable'] },
      ),
    ),
  },
  decide: (
    { disruptionBudget },
    { identity, selector, replicas, given: workload }: Base & { readonly identity: Identity } & Selected & Replicas,
    report,
  ) => {
    const isDaemonSet = workload?.kind === 'DaemonSet';
    const given = disruptionBudget ?? (isDaemonSet ? ofDaemonSet : standard);
    if (given === false) return {};
    const { maxUnavailable, minAvailable } = given;
    const refuse = (property: string, rule: string, got: Amount, remedy?: string) => {
      const path = `disruptionBudget.${property}`;
      report({ property: path, rule, got: showQuantity(got), ...(remedy === undefined ? {} : { remedy }) });
    };
    const never = 'would keep every machine from being drained';
    if (maxUnavailable !== undefined && isZero(maxUnavailable)) {
      refuse('maxUnavailable', never, maxUnavailable, 'Set it to 1, or set disruptionBudget to false.');
    }
    if (isDaemonSet && typeof minAvailable !== 'number') {
      const rule = 'must be minAvailable as a number, the only form that works for a DaemonSet';
      report({
        property: 'disruptionBudget',
        rule,
        remedy: 'Set { minAvailable: 1 }, or set disruptionBudget to false.',
      });
    }
    if (!isDaemonSet && minAvailable !== undefined && keepsAll(minAvailable, replicas)) {
      const least = showNumber(replicas);
      const remedy =
        replicas === undefined
          ? 'It must be less than "100%".'
          : `With ${least} replicas it must come to less than ${least}.`;
      refuse('minAvailable', never, minAvailable, remedy);
    }
    if (maxUnavailable !== undefined && isMoreThanAll(maxUnavailable)) {
      refuse('maxUnavailable', 'must be at most "100%"', maxUnavailable);
    }
    return {
      objects: {
        budget: {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: metadataOf(identity, identity.name),
          // A pod that never gets ready must not keep a machine from being drained.
          spec: { selector: { matchLabels: selector }, ...given, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
        },
      },
    };
  },
});

// Without a number of replicas, only a percentage says whether a pod may go.
function keepsAll(given: Amount, replicas: number | undefined): boolean {
  if (replicas !== undefined) return podsOf(given, replicas) >= replicas;
  return typeof given === 'string' && podsOf(given, 100) >= 100;
}
