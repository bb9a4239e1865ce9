import { waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed({ pods: 10 });

scenario.test('ten pods that start at once form a mesh and become ready', async (bed) => {
  await waitForMesh(bed);
  await waitFor('all pods to be ready', () => bed.workload.pods.every(({ ready }) => ready));
});

scenario.test('two more join them', async (bed) => {
  await bed.workload.start(2);
  await waitForMesh(bed);
});

scenario.test('nine go at once, and the three that stay call none of them lost', async (bed) => {
  const [, , , ...leaving] = bed.workload.pods;
  const departures = await Promise.all(leaving.map((pod) => bed.workload.removePod(pod)));
  expect(departures.filter(({ forced }) => forced)).toEqual([]);
  await waitForMesh(bed);
  for (const pod of bed.workload.pods) expect(pod.readLog()).not.toContain('(lost');
});
