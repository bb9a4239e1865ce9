import { ask } from './api-problem';
import { nameOf } from './api/objects';
import { listObjects } from './api/requests';
import { resources } from './api/resources';
import type { ContainerStatus, Pod } from './api/workload-objects';
import type { Connection } from './connection';
import { selectorText, type BeamWorkload } from './workload';

/** The workload's pods, ordered by name, those that are ending included. */
export async function listPods(connection: Connection, workload: BeamWorkload): Promise<readonly Pod[]> {
  const labelSelector = selectorText(workload);
  const pods = await ask(connection, 'list pods', () => listObjects(connection, resources.pods, { labelSelector }));
  return [...pods].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

export function isReady({ status }: Pod): boolean {
  return status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
}

/** Whether Kubernetes has begun to end it. */
export function isEnding({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** Whether it has ended and stays in the list, as one that was evicted does. */
export function isOver({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

export function statusOf({ status }: Pod, container: string): ContainerStatus | undefined {
  return status?.containerStatuses?.find(({ name }) => name === container);
}

/** Every container's status, the init containers first. */
export function statusesOf({ status }: Pod): readonly ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}

/** Whether its container runs, so that a command can run in it. */
export function isRunning(pod: Pod, container: string): boolean {
  return statusOf(pod, container)?.state?.running !== undefined;
}

/** Whether a container waits for this reason while its pod starts: its volumes, its network or its init containers take time. */
export function isStartReason(reason: string | undefined): boolean {
  return reason === 'ContainerCreating' || reason === 'PodInitializing';
}

/** Calls an asynchronous function for every item, at most `limit` at a time. The results keep the order of the items. */
export async function mapAtMost<T, R>(limit: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const waiting = items.entries();
  const results: R[] = [];
  const take = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: limit }, take));
  return results;
}
