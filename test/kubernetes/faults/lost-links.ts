import { readLosses, type Loss } from '../losses';
import { nodeNameOf } from '../mesh';
import type { PodObject } from '../objects';
import type { Effect, Scene } from './fault';

/** The links that were lost since then and that the fault did not cut, as the logs of the pods say. */
export async function findLostLinks(
  scene: Scene,
  effect: Effect,
  after: readonly PodObject[],
  since: number,
): Promise<readonly string[]> {
  const losses = (await Promise.all(after.map((pod) => readLosses(scene.application, pod, since)))).flat();
  const seen = new Set<string>();
  return losses.flatMap((loss) => {
    const link = `${loss.observer.metadata.uid} ${loss.node}`;
    const isAgain = seen.has(link) && effect.cutsAgain !== true;
    const reason = objectionTo(loss, scene, effect) ?? (isAgain ? 'for the second time' : undefined);
    seen.add(link);
    return reason === undefined ? [] : [`${loss.at} ${nodeNameOf(loss.observer)} lost ${loss.node}, ${reason}`];
  });
}

function objectionTo({ observer, node, manner }: Loss, scene: Scene, effect: Effect): string | undefined {
  const lost = scene.pods.find((pod) => nodeNameOf(pod) === node);
  const said = `as "${manner}"`;
  if (lost === undefined) return `which had come since, ${said}`;
  const isCut = effect.cuts?.(observer, lost) ?? effect.hits(lost);
  if (!isCut) return `${said}, which the fault did not cut`;
  return manner.startsWith(effect.manner) ? undefined : `${said} instead of "${effect.manner}"`;
}
