import { readClustering, waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';
import { waitFor, waitThrough } from '../wait';

const scenario = useBed({ dnsListens: false });

scenario.test('pods without DNS answer and stay up', async (bed) => {
  const { pods } = bed.workload;
  for (const pod of pods) await waitFor(`${pod.name} to answer`, () => readClustering(bed, pod));
  await waitThrough(30_000, () => pods.find(({ restarts }) => restarts > 0)?.name);
  for (const pod of pods) expect(await readClustering(bed, pod)).toMatchObject({ enabled: true, connected_nodes: [] });
});

scenario.test('they form a mesh once DNS has come', async (bed) => {
  await bed.dns.listen();
  await waitForMesh(bed);
});
