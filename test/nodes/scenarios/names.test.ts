import { nodeName, readClustering, waitForMesh } from '../cluster-view';
import { withVariables } from '../manifest';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed({ pods: 2 });

scenario.test('a second node of the same name in a pod does not start, and harms no other', async (bed) => {
  await waitForMesh(bed);
  const [pod] = bed.workload.somePods(1);
  const second = await pod.exec([pod.command, 'start']);
  expect(second.code).not.toBe(0);
  // The port is taken before anybody asks for the name.
  expect(second.stdout + second.stderr).toMatch(/eaddrinuse|seems to be in use by another Erlang node/);
  await waitForMesh(bed);
});

scenario.test('a pod that has the name of another one says so and joins no cluster', async (bed) => {
  const [first] = bed.workload.somePods(1);
  const printed = withVariables(bed.printed, { RELEASE_NODE: nodeName(first) });
  const impostor = await bed.workload.startPod({ printed });
  const { problems } = await waitFor('the impostor to answer', () => readClustering(bed, impostor));
  expect(JSON.stringify(problems)).toContain(`${nodeName(first)} is not at the pod's address ${impostor.address}`);
  expect((await readClustering(bed, impostor)).connected_nodes).toEqual([]);
  await waitForMesh(bed, bed.workload.somePods(2));
});
