import { nodeName, readCause, readClustering, waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed();

scenario.test('a pod whose link is cut is seen to be lost, and named', async (bed) => {
  await waitForMesh(bed);
  const [pod, ...others] = bed.workload.somePods(3);
  for (const other of others) await bed.network.cut(pod.address, other.address);
  for (const other of others) {
    await waitFor(
      `${other.name} to miss ${pod.name}`,
      async () => (await readCause(bed, other, pod)) === 'unreachable',
      { withinMs: 60_000 },
    );
    expect(other.readLog()).toContain(`Node disconnected from cluster: ${nodeName(pod)} (lost`);
  }
  await waitForMesh(bed, others);
});

scenario.test('every pod stays alive and ready while the cluster is split, and says that it is', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  await waitFor('the pod to call itself partitioned', async () => (await readClustering(bed, pod)).partitioned, {
    withinMs: 60_000,
  });
  for (const each of bed.workload.pods) {
    expect({ ready: each.ready, restarts: each.restarts }).toEqual({ ready: true, restarts: 0 });
  }
});

scenario.test('the link is back and the mesh with it', async (bed) => {
  await bed.network.heal();
  await waitForMesh(bed);
  for (const pod of bed.workload.pods) {
    await waitFor('no pod to count as partitioned', async () => !(await readClustering(bed, pod)).partitioned);
  }
});

scenario.test('a pod whose network is down comes back as well', async (bed) => {
  const [pod, ...others] = bed.workload.somePods(3);
  await bed.network.setLink(pod.name, 'down');
  await waitForMesh(bed, others);
  await bed.network.setLink(pod.name, 'up');
  await waitForMesh(bed);
  expect(pod.restarts).toBe(0);
});
