import type { Attempt } from '../cluster/api-problem';
import type { Facts } from './facts/facts';
import { hasRunFor, isBooting } from './facts/pods';

/** Something that could not be looked at, so that a verdict without findings says less. */
export interface Unseen {
  readonly what: string;
  readonly reason: string;
}

/** A container that started a moment ago has its release not up yet. */
const startingSeconds = 20;

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
    const isStarting = !hasRunFor(facts, pod, startingSeconds) || isBooting(facts, pod);
    return pod.inside?.kind !== 'unseen' || isStarting
      ? []
      : [{ what: `inside of Pod ${pod.name}`, reason: pod.inside.reason }];
  });
  return [...refused, ...shut];
}
