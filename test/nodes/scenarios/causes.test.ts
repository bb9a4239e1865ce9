import { readClustering, readReason, waitForMesh } from '../cluster-view';
import type { Pod } from '../kubelet/pod';
import { withVariables } from '../manifest';
import { printCluster } from '../print-cluster';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed({ printed: printCluster({}), pods: 2 });
const soon = { withinMs: 90_000 };

async function waitForLine(pod: Pod, line: string): Promise<void> {
  await waitFor(`${pod.name} to log "${line}"`, () => pod.readLog().includes(line), soon);
}

scenario.test(
  'a name that DNS does not know, or that has no pods, has its line, and one when it is over',
  async (bed) => {
    await waitForMesh(bed);
    await bed.dns.behave('nxdomain');
    const pods = bed.workload.somePods(2);
    await Promise.all(
      pods.map((pod) => waitForLine(pod, `DNS says that ${bed.headlessName}. does not exist (NXDOMAIN)`)),
    );
    await bed.dns.behave('empty');
    await Promise.all(pods.map((pod) => waitForLine(pod, `DNS lists no pod for ${bed.headlessName}.`)));
    await bed.dns.behave('normal');
    await Promise.all(pods.map((pod) => waitForLine(pod, `DNS lists pods for ${bed.headlessName}., after`)));
  },
);

scenario.test('another base name is named as such, and not as another cookie', async (bed) => {
  const printed = withVariables(bed.printed, { RELEASE_NODE: 'shop@$(POD_IP)' });
  const [pod] = bed.workload.somePods(1);
  const other = await bed.workload.startPod({ printed });
  await waitFor('the reason', async () => (await readReason(bed, pod, other)) === 'base_name', soon);
  await waitForLine(pod, 'has another base name ("shop") than "rsolv_api"');
  await waitForLine(other, 'has another base name ("rsolv_api") than "shop"');
  expect(pod.readLog() + other.readLog()).not.toContain('different cookies');
});

scenario.test('a node that is connected under another base name is neither missing nor a partition', async (bed) => {
  const [pod, , other] = bed.workload.somePods(3);
  await pod.exec([pod.command, 'rpc', `true = Node.connect(:"shop@${other.address}")`]);
  const { connected_nodes, missing, partitioned } = await readClustering(bed, pod);
  expect(connected_nodes).toContain(`shop@${other.address}`);
  expect({ missing, partitioned }).toEqual({ missing: [], partitioned: false });
  await bed.workload.removePod(other);
});

scenario.test('a port of the distribution that is shut is named', async (bed) => {
  await bed.network.shutPort('tcp dport 9100');
  const [pod] = bed.workload.somePods(1);
  const late = await bed.workload.startPod();
  await waitForLine(late, 'epmd answers, and port 9100 of the distribution does not');
  expect(await readReason(bed, late, pod)).toBe('port_shut');
  expect(late.readLog()).not.toContain('different cookies');
});
