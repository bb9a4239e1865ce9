import type { Facts } from '../../../../lib/cli/doctor/facts/facts';
import { applyChanges, type Changes } from './pointer';
import { healthyFacts, now, plain, workloadOf } from './healthy';

/** Shorter names for where faults are made. */
const places: Readonly<Record<string, string>> = {
  $spec: '/workload/object/spec',
  $template: '/workload/object/spec/template/spec',
  $container: '/workload/object/spec/template/spec/containers/0',
  $headless: '/services/value/0',
  $client: '/services/value/1',
  $policy: '/networkPolicies/value/0',
  $budget: '/budgets/value/0',
  $status: '/pods/0/object/status/containerStatuses/0',
  $inside: '/pods/0/inside/inside',
};

/** The facts of a healthy cluster in which something was changed; a path that leads nowhere is a mistake of the test. */
export function breakFacts(changes: Changes, healthy: Facts = healthyFacts()): Facts {
  const facts: unknown = plain(healthy);
  const spelled = Object.entries(changes).map(([pointer, value]) => [
    pointer.replace(/^\$\w+/, (place) => places[place] ?? place),
    value,
  ]);
  applyChanges(facts, Object.fromEntries(spelled) as Changes);
  const broken = facts as Facts;
  return { ...broken, now, workload: workloadOf(broken.workload.object) };
}
