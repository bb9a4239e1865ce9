import type { Attempt } from '../cluster/api-problem';
import type { Facts } from './facts/facts';
import { startingPods } from './facts/pods';

/** Something that could not be looked at, so that a verdict without findings says less. */
export interface Unseen {
  readonly what: string;
  readonly reason: string;
}

export function listUnseen(facts: Facts): readonly Unseen[] {
  const asked: readonly (readonly [string, Attempt<unknown>])[] = [
    ['Services', facts.services],
    ['EndpointSlices', facts.endpointSlices],
    ['NetworkPolicies', facts.networkPolicies],
    ['PodDisruptionBudgets', facts.budgets],
    ['Events', facts.events],
    [`Secret ${facts.workload.cookie?.secretName ?? ''}`, facts.cookieSecret],
  ];
  const refused = asked.flatMap(([what, attempt]) => (attempt.ok ? [] : [{ what, reason: attempt.reason }]));
  const shut = facts.pods.flatMap((pod) => {
    return pod.inside?.kind !== 'unseen' || startingPods(facts).includes(pod)
      ? []
      : [{ what: `inside of Pod ${pod.name}`, reason: pod.inside.reason }];
  });
  return [...refused, ...shut];
}
