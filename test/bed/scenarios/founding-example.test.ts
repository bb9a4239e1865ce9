import { nodeName, readClustering, waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';

const bed = useBed();

bed.test('the pods of the founding example form a mesh', async (bed) => {
  await waitForMesh(bed);
});

bed.test('/health tells the four fields of the founding example, with the address of the pod', async (bed) => {
  const { pods } = bed.workload;
  for (const pod of pods) {
    const others = pods.filter((other) => other !== pod).map(nodeName);
    expect(await readClustering(bed, pod)).toMatchObject({
      enabled: true,
      current_node: expect.stringMatching(new RegExp(`@${pod.address}$`)),
      connected_nodes: others.sort(),
      node_count: pods.length,
    });
  }
});
