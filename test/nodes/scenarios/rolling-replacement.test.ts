import { describeGap, waitForMesh } from '../cluster-view';
import { replacePods } from '../rolling-update';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed();

scenario.test('a rolling replacement keeps every ready pod in the cluster, and no node counts as lost', async (bed) => {
  await waitForMesh(bed);
  await waitFor('all pods to be ready', () => bed.workload.pods.every(({ ready }) => ready));
  const before = bed.workload.pods;
  const logs = [...before];
  let fewest = before.length;
  const watch = setInterval(() => {
    fewest = Math.min(fewest, bed.workload.pods.filter(({ ready }) => ready).length);
  }, 50);
  try {
    await replacePods(bed.workload, bed.printed);
  } finally {
    clearInterval(watch);
  }
  const { pods } = bed.workload;
  expect(pods.filter((pod) => before.includes(pod))).toEqual([]);
  expect(fewest).toBe(before.length);
  await waitForMesh(bed);
  for (const pod of [...logs, ...pods]) expect(pod.readLog()).not.toContain('(lost');
  for (const pod of pods) expect(await describeGap(bed, pod)).toBeUndefined();
});
