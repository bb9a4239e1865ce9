import { statusOf } from '../../cluster/pods';
import type { Facts, PodFacts } from './facts';
import type { Inside } from './inside';

/** A node boots and joins within this time. What it lacks before is not a problem. */
const settlingSeconds = 20;

/** A pod whose inside was seen. */
export interface SeenPod extends PodFacts {
  readonly ip: string;
  readonly view: Inside;
}

/** The pods that answered from inside and have had time to join. */
export function settledPods(facts: Facts): readonly SeenPod[] {
  return facts.pods.flatMap((pod) => {
    const ip = pod.object.status?.podIP;
    if (pod.inside?.kind !== 'seen' || ip === undefined || isNew(facts, pod)) return [];
    return [{ ...pod, ip, view: pod.inside.inside }];
  });
}

/** The pods that run, but not yet for long enough to be judged. */
export function startingPods(facts: Facts): readonly PodFacts[] {
  return facts.pods.filter((pod) => hasRunFor(facts, pod, 0) && isNew(facts, pod));
}

function isNew(facts: Facts, pod: PodFacts): boolean {
  return !hasRunFor(facts, pod, settlingSeconds) || isBooting(facts, pod);
}

/** A boot that takes longer is reported, although its probe may still wait. */
const longestBootSeconds = 120;

/** Whether the startup probe still waits for the node. */
export function isBooting(facts: Facts, pod: PodFacts): boolean {
  const isStarted = statusOf(pod.object, facts.workload.container)?.started ?? true;
  return !isStarted && !hasRunFor(facts, pod, longestBootSeconds);
}

/** Whether the container of the node has been running for so long. */
export function hasRunFor({ workload, now }: Facts, { object }: PodFacts, seconds: number): boolean {
  const startedAt = statusOf(object, workload.container)?.state?.running?.startedAt;
  return startedAt !== undefined && now.getTime() - new Date(startedAt).getTime() >= seconds * 1000;
}

/** Why nothing is known from inside of the pods, if so. */
export function whyUnasked(facts: Facts): string | undefined {
  return settledPods(facts).length > 0 ? undefined : 'no pod answered';
}

/** More names than this say no more. */
const mostNames = 5;

export function podTitles(pods: readonly PodFacts[]): string {
  const names = pods.slice(0, mostNames).map(({ name }) => `Pod ${name}`);
  const more = pods.length - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** Splits by what a function says of each, in the order in which that is said first. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
