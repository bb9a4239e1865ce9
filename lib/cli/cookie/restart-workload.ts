import { setTimeout } from 'node:timers/promises';
import { defaultProgressDeadlineSeconds } from '../../model/features/rollout';
import { ask } from '../cluster/api-problem';
import { deleteObjects, patchObject } from '../cluster/api/requests';
import { resources } from '../cluster/api/resources';
import type { Connection } from '../cluster/connection';
import { isEnding, isReady, listPods } from '../cluster/pods';
import { selectorText, type BeamWorkload } from '../cluster/workload';
import { UserError } from '../errors';
import { shellLine } from '../escape';

/** `together` is a short outage and one cluster; `rolling` is no outage and, until it is done, two clusters. */
export const restartWays = ['together', 'rolling'] as const;
export type RestartWay = (typeof restartWays)[number];

/** The command that does the same by hand. */
export function restartLine(workload: BeamWorkload, way: RestartWay, namespace: string): string {
  return way === 'together'
    ? shellLine`kubectl -n ${namespace} delete pods -l ${selectorText(workload)} --wait=false`
    : shellLine`kubectl -n ${namespace} rollout restart ${workload.kind.toLowerCase()}/${workload.name}`;
}

const pollMilliseconds = 1000;

/** Restarts every pod and waits until all are new and ready; `tell` is called with how many are. */
export async function restartWorkload(
  connection: Connection,
  workload: BeamWorkload,
  way: RestartWay,
  tell: (ready: number, wanted: number) => void,
): Promise<void> {
  const before = await listPods(connection, workload);
  const old = new Set(before.map(({ metadata }) => metadata.uid));
  const wanted = before.filter((pod) => !isEnding(pod)).length;
  await begin(connection, workload, way);
  for (let waited = 0; waited < defaultProgressDeadlineSeconds * 1000; waited += pollMilliseconds) {
    const pods = await listPods(connection, workload);
    const ready = pods.filter((pod) => !old.has(pod.metadata.uid) && isReady(pod)).length;
    tell(ready, wanted);
    const isDone = ready >= wanted && pods.every((pod) => !old.has(pod.metadata.uid) || isEnding(pod));
    if (isDone) return;
    await setTimeout(pollMilliseconds);
  }
  throw new UserError(
    `${workload.kind} ${workload.name} did not restart within ${defaultProgressDeadlineSeconds} s; see kubectl get pods.`,
  );
}

async function begin(connection: Connection, workload: BeamWorkload, way: RestartWay): Promise<void> {
  await ask(connection, `restart the pods of ${workload.name}`, () =>
    way === 'together' ? deleteObjects(connection, resources.pods, selectorText(workload)) : roll(connection, workload),
  );
}

function roll(connection: Connection, { kind, name }: BeamWorkload): Promise<unknown> {
  // The annotation that `kubectl rollout restart` writes.
  const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() };
  const body = { spec: { template: { metadata: { annotations } } } };
  const { deployments, statefulSets } = resources;
  return patchObject(connection, kind === 'Deployment' ? deployments : statefulSets, name, body);
}
