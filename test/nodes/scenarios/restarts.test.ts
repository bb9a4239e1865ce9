import { describeGap, nodeName, waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed();
const times = 100;
// Each time a VM boots, which takes several seconds beside other scenarios.
const timeoutMs = 1_200_000;

scenario.test(
  `a pod that is killed ${times} times is back in the mesh each time`,
  async (bed) => {
    await waitForMesh(bed);
    const [pod, ...others] = bed.workload.somePods(3);
    for (let time = 1; time <= times; time++) {
      await pod.crash();
      await waitFor(`start number ${time}`, () => pod.restarts === time, { everyMs: 20 });
      await waitForMesh(bed, [pod, ...others], { everyMs: 25 });
    }
    for (const other of others) {
      expect(other.restarts).toBe(0);
      expect(await describeGap(bed, other)).toBeUndefined();
      const countJoins = () => other.readLog().split(`Node connected to cluster: ${nodeName(pod)}`).length - 1;
      // A join is logged a moment after it.
      await waitFor('the last join in the log', () => countJoins() > times);
      expect(countJoins()).toBe(times + 1);
    }
  },
  timeoutMs,
);
