import { nodeName, waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';

const scenario = useBed();

scenario.test('a deleted pod leaves within its grace, and the others see it go', async (bed) => {
  await waitForMesh(bed);
  const [leaving] = bed.workload.somePods(1);
  const departure = await bed.workload.removePod(leaving);
  expect(departure.forced).toBe(false);
  await waitForMesh(bed);
  for (const pod of bed.workload.pods) {
    const changes = pod.readLog().match(new RegExp(`Node (dis)?connected .*${nodeName(leaving)}\\b.*$`, 'gm'));
    // Not dialled again while it was leaving.
    expect(changes).toEqual([
      `Node connected to cluster: ${nodeName(leaving)}`,
      `Node disconnected from cluster: ${nodeName(leaving)} (left)`,
    ]);
  }
});

scenario.test('the last words of the others are the members that are left', (bed) => {
  const members = bed.workload.pods.map(nodeName).sort().join(', ');
  for (const pod of bed.workload.pods) {
    const said = pod
      .readLog()
      .split('\n')
      .filter((line) => line.includes('Current cluster members: '));
    expect(said.at(-1)?.endsWith(`Current cluster members: ${members}`)).toBe(true);
  }
});
