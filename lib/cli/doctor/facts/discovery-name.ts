import { valueOr, type Facts } from './facts';
import { templateLabels } from './pods';
import { isHeadless, nameOf, serviceSelects } from './selectors';

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
