import { ask } from './api-problem';
import type { V1Pod } from './client-node';
import type { Connection } from './connection';
import type { BeamWorkload } from './workload';

/** The workload's pods, ordered by name, those that are ending included. */
export async function listPods(connection: Connection, workload: BeamWorkload): Promise<readonly V1Pod[]> {
  const { core, namespace } = connection;
  const labelSelector = selectorText(workload);
  const { items } = await ask(connection, 'list pods', () => core.listNamespacedPod({ namespace, labelSelector }));
  return items.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

/** The workload's selector as kubectl's `-l` takes it. */
export function selectorText({ selector }: BeamWorkload): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

export function nameOf({ metadata }: V1Pod): string {
  return metadata?.name ?? '';
}

export function isReady({ status }: V1Pod): boolean {
  return status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
}

/** Whether Kubernetes has begun to end it. */
export function isEnding({ metadata }: V1Pod): boolean {
  return metadata?.deletionTimestamp !== undefined;
}

/** Whether it has ended and stays in the list, as one that was evicted does. */
export function isOver({ status }: V1Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** Whether its process can be talked to. */
export function isRunning(pod: V1Pod, container: string): boolean {
  const found = pod.status?.containerStatuses?.find(({ name }) => name === container);
  return found?.state?.running !== undefined;
}
