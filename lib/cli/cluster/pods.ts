import { ask } from './api-problem';
import { listObjects } from './api/requests';
import { resources } from './api/resources';
import type { Pod } from './api/workload-objects';
import type { Connection } from './connection';
import type { BeamWorkload } from './workload';

/** The workload's pods, ordered by name, those that are ending included. */
export async function listPods(connection: Connection, workload: BeamWorkload): Promise<readonly Pod[]> {
  const labelSelector = selectorText(workload);
  const pods = await ask(connection, 'list pods', () => listObjects(connection, resources.pods, { labelSelector }));
  return [...pods].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

/** The workload's selector as kubectl's `-l` takes it. */
export function selectorText({ selector }: BeamWorkload): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

export function nameOf({ metadata }: Pod): string {
  return metadata.name;
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

/** Whether its process can be talked to. */
export function isRunning(pod: Pod, container: string): boolean {
  const found = pod.status?.containerStatuses?.find(({ name }) => name === container);
  return found?.state?.running !== undefined;
}
