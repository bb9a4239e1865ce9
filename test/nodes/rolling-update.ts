import type { Amount } from '../../lib/model/kubernetes';
import type { Pod } from './kubelet/pod';
import { replicasOf, type Printed } from './manifest';
import { pause, waitFor } from './wait';
import type { Workload } from './workload';

/** Replaces all pods as the Deployment's strategy says, and waits until the old ones are gone. */
export async function replacePods(workload: Workload, { workload: printed }: Printed): Promise<void> {
  if (printed.kind !== 'Deployment') throw new Error('Only a Deployment is replaced this way.');
  const { strategy, minReadySeconds } = printed.spec;
  const replicas = replicasOf({ workload: printed });
  const surge = resolveAmount(strategy.rollingUpdate.maxSurge, replicas, Math.ceil);
  const unavailable = resolveAmount(strategy.rollingUpdate.maxUnavailable, replicas, Math.floor);
  const old = [...workload.pods];
  const departures: Promise<unknown>[] = [];
  let created = 0;
  const remove = (count: number): void => {
    for (const pod of old.splice(0, count)) departures.push(workload.removePod(pod));
  };

  remove(unavailable);
  while (created < replicas || old.length > 0) {
    const room = Math.max(1, replicas + surge - workload.pods.length);
    const batch = await workload.start(Math.min(room, replicas - created));
    created += batch.length;
    await Promise.all(batch.map((pod) => waitUntilAvailable(pod, minReadySeconds)));
    remove(workload.pods.length - replicas);
  }
  await Promise.all(departures);
}

async function waitUntilAvailable(pod: Pod, minReadySeconds: number): Promise<void> {
  await waitFor(`${pod.name} to be ready`, () => pod.ready, { withinMs: 60_000 });
  await pause(minReadySeconds * 1000);
}

function resolveAmount(amount: Amount, replicas: number, round: (value: number) => number): number {
  return typeof amount === 'number' ? amount : round((parseFloat(amount) / 100) * replicas);
}
