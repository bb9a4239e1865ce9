import type { Service } from '../../cluster/api/network-objects';
import type { LabelSelector } from '../../cluster/api/objects';
import type { Pod } from '../../cluster/api/workload-objects';

type Labels = Readonly<Record<string, string>>;

/** Whether labels fit a Service's selector; one without a selector selects nothing by itself. */
export function serviceSelects({ spec }: Service, labels: Labels): boolean {
  const selector = Object.entries(spec?.selector ?? {});
  return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}

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

/** The parts of a selector that the labels do not have, as `key=value`. */
export function mismatches({ spec }: Service, labels: Labels): readonly string[] {
  return Object.entries(spec?.selector ?? {})
    .filter(([key, value]) => labels[key] !== value)
    .map(([key, value]) => `${key}=${value}`);
}

export function pairs(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

export function isHeadless({ spec }: Service): boolean {
  return spec?.clusterIP === 'None';
}

export function nameOf({ metadata }: Service): string {
  return metadata.name;
}
