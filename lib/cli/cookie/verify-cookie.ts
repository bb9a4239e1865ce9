import { createHash } from 'node:crypto';
import { attempt } from '../cluster/api-problem';
import { nameOf } from '../cluster/api/objects';
import type { Pod } from '../cluster/api/workload-objects';
import type { Connection } from '../cluster/connection';
import { mapAtMost, isEnding, isOver, isRunning, listPods } from '../cluster/pods';
import { runInPod } from '../cluster/run-in-pod';
import type { BeamWorkload } from '../cluster/workload';

/** Whether a pod's node was started with the Secret's cookie. */
export interface PodCookie {
  readonly pod: string;
  readonly state: 'same' | 'different' | 'not reached';
  readonly reason?: string;
}

/** As many as an API server has answers for in time. */
const podsAtOnce = 50;

/** Compares the Secret's cookie with the one of each pod that stays, by hash: no cookie leaves a pod. */
export async function verifyCookie(
  connection: Connection,
  workloads: readonly BeamWorkload[],
  cookie: string,
): Promise<readonly PodCookie[]> {
  const hash = createHash('sha256').update(cookie).digest('hex');
  const verified = await Promise.all(
    workloads.map(async (workload) => {
      const pods = await listPods(connection, workload);
      const staying = pods.filter((pod) => !isEnding(pod) && !isOver(pod));
      return mapAtMost(podsAtOnce, staying, (pod) => verifyPod(connection, workload, pod, hash));
    }),
  );
  return verified.flat();
}

async function verifyPod(
  connection: Connection,
  { container, cookie }: BeamWorkload,
  pod: Pod,
  hash: string,
): Promise<PodCookie> {
  const name = nameOf(pod);
  if (!isRunning(pod, container)) {
    return {
      pod: name,
      state: 'not reached',
      reason: `its container does not run (${pod.status?.phase ?? 'no phase'})`,
    };
  }
  const script = `printf %s "$${cookie?.variable ?? 'RELEASE_COOKIE'}" | sha256sum`;
  const result = await attempt(() => runInPod(connection, { pod: name, container }, ['sh', '-c', script]));
  if (!result.ok) return { pod: name, state: 'not reached', reason: result.reason };
  const found = /^[0-9a-f]{64}\b/.exec(result.value.stdout)?.[0];
  if (found === undefined) return { pod: name, state: 'not reached', reason: 'it has no sh and sha256sum' };
  return { pod: name, state: found === hash ? 'same' : 'different' };
}
