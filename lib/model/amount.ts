import type { Amount } from './kubernetes';
import { reject, type Shape } from './shape';

/** A number of pods, or a percentage of the replicas, as Kubernetes takes it for rollouts and budgets. */
export const amount: Shape = (value, property, report) => {
  const valid = typeof value === 'number' ? Number.isSafeInteger(value) && value >= 0 : isPercentage(value);
  return valid
    ? value
    : reject(report, property, 'must be a whole number of pods or a percentage such as "25%"', value);
};

/** Pods that an amount comes to. Kubernetes rounds up what must stay and what may be added, and down what may go. */
export function podsOf(given: Amount, replicas: number, round: 'up' | 'down'): number {
  if (typeof given === 'number') return given;
  const pods = (Number.parseInt(given, 10) * replicas) / 100;
  return round === 'up' ? Math.ceil(pods) : Math.floor(pods);
}

export function isZero(given: Amount): boolean {
  return given === 0 || given === '0%';
}

/** Whether the percentage is more than all pods. */
export function isMoreThanAll(given: Amount): boolean {
  return typeof given === 'string' && Number.parseInt(given, 10) > 100;
}

function isPercentage(value: unknown): boolean {
  return typeof value === 'string' && /^(0|[1-9]\d{0,2})%$/.test(value);
}
