import type { Amount } from '../kubernetes';
import { showQuantity } from './problems';
import { largestInteger } from './scalars';
import { reject, shape } from './shape';

const percentage = '^(0|[1-9]\\d{0,2})%$';

/** A number of pods or a percentage of the replicas, as in the rollouts and budgets of Kubernetes. */
export const amount = shape(
  {
    anyOf: [
      { type: 'integer', minimum: 0, maximum: largestInteger },
      { type: 'string', pattern: percentage },
    ],
  },
  (value, property, { report }) => {
    const valid = typeof value === 'number' ? isWhole(value) : isPercentage(value);
    const rule = 'must be a whole number of pods or a percentage such as "25%"';
    return valid ? value : reject(report, { property, rule, got: showQuantity(value) }, value);
  },
);

/** How many pods must stay. Kubernetes rounds a percentage up. */
export function podsOf(given: Amount, replicas: number): number {
  return typeof given === 'number' ? given : Math.ceil((Number.parseInt(given, 10) * replicas) / 100);
}

export function isZero(given: Amount): boolean {
  return given === 0 || given === '0%';
}

/** Whether the amount is a percentage above 100. */
export function isMoreThanAll(given: Amount): boolean {
  return typeof given === 'string' && Number.parseInt(given, 10) > 100;
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= largestInteger;
}

function isPercentage(value: unknown): boolean {
  return typeof value === 'string' && new RegExp(percentage).test(value);
}
