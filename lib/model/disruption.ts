import { isMoreThanAll, isZero, podsOf } from './amount';
import type { Identity } from './identity';
import type { Metadata, PodDisruptionBudget } from './kubernetes';
import { showNumber, showQuantity, type Report } from './problems';
import type { DisruptionBudgetProps } from './props';

const standard: DisruptionBudgetProps = { maxUnavailable: 1 };

export function disruptionBudget<V>(
  metadata: Metadata<V>,
  selector: Identity['selector'],
  props: DisruptionBudgetProps = standard,
): PodDisruptionBudget<V> {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    // A pod that never gets ready must not keep a machine from being drained.
    spec: { selector: { matchLabels: selector }, ...props, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  };
}

export function checkDisruption(
  props: DisruptionBudgetProps | false | undefined,
  replicas: number,
  report: Report,
): void {
  if (props === undefined || props === false) return;
  const { maxUnavailable, minAvailable } = props;
  const never = 'would keep every machine from being drained';
  if (maxUnavailable !== undefined && isZero(maxUnavailable)) {
    const remedy = 'Let it be 1, or set disruptionBudget to false.';
    report({ property: 'disruptionBudget.maxUnavailable', rule: never, got: showQuantity(maxUnavailable), remedy });
  }
  if (minAvailable !== undefined && podsOf(minAvailable, replicas) >= replicas) {
    const remedy = `With ${showNumber(replicas)} replicas it must come to less than ${showNumber(replicas)}.`;
    report({ property: 'disruptionBudget.minAvailable', rule: never, got: showQuantity(minAvailable), remedy });
  }
  if (maxUnavailable !== undefined && isMoreThanAll(maxUnavailable)) {
    report({ property: 'disruptionBudget.maxUnavailable', rule: 'must be at most "100%"', got: `"${maxUnavailable}"` });
  }
}
