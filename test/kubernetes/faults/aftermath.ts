import { waitFor } from '../../nodes/wait';
import type { Application } from '../application';
import { describeGaps } from '../mesh';
import { isReady, restartsOf, type PodObject } from '../objects';
import { isSame, type Effect, type Scene } from './fault';

/** Waits until the cluster is whole again; gives the pods that there are then. */
export async function waitUntilWhole(
  application: Application,
  effect: Effect,
  withinMs: number,
): Promise<readonly PodObject[]> {
  return waitFor(
    'the cluster to be whole again',
    async () => {
      const pods = await application.allPods();
      const lack = await describeLack(application, effect, pods);
      if (lack !== '') throw new Error(lack);
      return pods;
    },
    { withinMs, everyMs: 250 },
  );
}

async function describeLack(application: Application, effect: Effect, pods: readonly PodObject[]): Promise<string> {
  const leaving = pods.find(({ metadata }) => metadata.deletionTimestamp !== undefined);
  if (leaving !== undefined) return `${leaving.metadata.name} is still leaving`;
  if (pods.length !== effect.size) return `there are ${pods.length} pods instead of ${effect.size}`;
  const unready = pods.find((pod) => !isReady(pod));
  if (unready !== undefined) return `${unready.metadata.name} is not Ready`;
  if (!(await effect.isDone(pods))) return 'the fault has not brought about what it is to';
  return describeGaps(application, pods);
}

/** The pods that were restarted or deleted although the fault is no reason for it. */
export function findBystanders(scene: Scene, effect: Effect, after: readonly PodObject[]): readonly string[] {
  return scene.pods
    .filter((pod) => !effect.hits(pod))
    .flatMap((pod) => {
      const same = after.find(isSame(pod));
      if (same === undefined) return [`${pod.metadata.name} was deleted`];
      return restartsOf(same) === restartsOf(pod) ? [] : [`${pod.metadata.name} was restarted`];
    });
}
