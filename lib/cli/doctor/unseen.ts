import type { Attempt } from '../cluster/api-problem';
import { isStartReason, statusOf } from '../cluster/pods';
import type { Facts, PodFacts } from './facts/facts';
import { startingPods } from './facts/pods';

/** Something that could not be checked, which weakens a verdict without findings. */
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
  const starting = startingPods(facts);
  const shut = facts.pods.flatMap((pod) => {
    const what = `inside Pod ${pod.name}`;
    if (isBeingMade(facts, pod)) return [{ what, reason: 'its container is being created' }];
    if (starting.includes(pod)) return [{ what, reason: 'it is starting; try again in a moment' }];
    return pod.inside?.kind === 'unseen' ? [{ what, reason: pod.inside.reason }] : [];
  });
  return [...refused, ...shut];
}

function isBeingMade({ workload }: Facts, { object }: PodFacts): boolean {
  return isStartReason(statusOf(object, workload.container)?.state?.waiting?.reason);
}
