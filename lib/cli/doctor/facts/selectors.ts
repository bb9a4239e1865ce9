import type { LabelSelector } from '../../cluster/api/objects';
import type { Pod } from '../../cluster/api/workload-objects';

export type Labels = Readonly<Record<string, string>>;

/** Whether labels fit a selector of the API; an empty one fits everything. */
export function selects(selector: LabelSelector | undefined, labels: Labels): boolean {
  const { matchLabels = {}, matchExpressions = [] }: Partial<LabelSelector> = selector ?? {};
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isListed = value !== undefined && values.includes(value);
      return operator === 'In' ? isListed : !isListed;
    })
  );
}

export function labelsOf({ metadata }: Pod): Labels {
  return metadata.labels ?? {};
}

export function pairs(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}
