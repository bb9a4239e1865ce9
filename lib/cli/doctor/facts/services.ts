import type { Service } from '../../cluster/api/network-objects';
import { nameOf } from '../../cluster/api/objects';
import { valueOr, type Facts } from './facts';
import type { Labels } from './selectors';
import { templateLabels } from './workload';

/**
 * The Service by which nodes find each other: the one that the manifest names, or else the headless one that selects them.
 */
export function discoveryName(facts: Facts): string | undefined {
  const named = facts.workload.serviceName?.split('.')[0] ?? '';
  if (named !== '') return named;
  const fitting = valueOr(facts.services, []).find((service) => {
    return isHeadless(service) && serviceSelects(service, templateLabels(facts));
  });
  return fitting === undefined ? undefined : nameOf(fitting);
}

/** That Service, if it exists. */
export function discoveryService(facts: Facts): Service | undefined {
  const name = discoveryName(facts);
  return valueOr(facts.services, []).find((service) => nameOf(service) === name);
}

export function isHeadless({ spec }: Service): boolean {
  return spec?.clusterIP === 'None';
}

/** Whether labels fit a Service's selector; one without a selector selects nothing by itself. */
export function serviceSelects({ spec }: Service, labels: Labels): boolean {
  const selector = Object.entries(spec?.selector ?? {});
  return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}

/** The parts of a selector that the labels do not have, as `key=value`. */
export function mismatches({ spec }: Service, labels: Labels): readonly string[] {
  return Object.entries(spec?.selector ?? {})
    .filter(([key, value]) => labels[key] !== value)
    .map(([key, value]) => `${key}=${value}`);
}
