import { readClustering, waitForMesh } from '../cluster-view';
import { printCluster } from '../print-cluster';
import { useBed } from '../scenario';

const printed = printCluster({ vmFlags: { extra: ['-proto_dist', 'inet6_tcp'] } });
const scenario = useBed({ printed, families: ['ipv6'] });

scenario.test('pods that have IPv6 alone form a mesh', async (bed) => {
  await waitForMesh(bed);
  for (const pod of bed.workload.pods) {
    expect((await readClustering(bed, pod)).current_node).toBe(`rsolv_api@${pod.address}`);
    expect(pod.address).toContain(':');
  }
});
