import type { Amount } from './kubernetes';
import { showQuantity } from './problems';
import { largestInteger, reject, type Shape } from './shape';

/** A number of pods, or a percentage of the replicas, as Kubernetes takes it for rollouts and budgets. */
export const amount: Shape = (value, property, { report }) => {
  const valid = typeof value === 'number' ? isWhole(value) : isPercentage(value);
  return valid
    ? value
    : reject(
        report,
        { property, rule: 'must be a whole number of pods or a percentage such as "25%"', got: showQuantity(value) },
        value,
      );
};

/** Pods that must stay by an amount; Kubernetes rounds a percentage of them up. */
export function podsOf(given: Amount, replicas: number): number {
  return typeof given === 'number' ? given : Math.ceil((Number.parseInt(given, 10) * replicas) / 100);
}

export function isZero(given: Amount): boolean {
  return given === 0 || given === '0%';
}

/** Whether the percentage is more than all pods. */
export function isMoreThanAll(given: Amount): boolean {
  return typeof given === 'string' && Number.parseInt(given, 10) > 100;
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= largestInteger;
}

function isPercentage(value: unknown): boolean {
  return typeof value === 'string' && /^(0|[1-9]\d{0,2})%$/.test(value);
}
