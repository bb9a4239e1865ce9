import { describeGap, nodeName, readClustering, waitForMesh } from '../cluster-view';
import type { Mode } from '../dns/answer';
import { useBed } from '../scenario';
import { waitFor, waitThrough } from '../wait';

const faultMs = 60_000;

/** The tests of a DNS server that misbehaves for a minute, in a file of their own so that they run side by side. */
export function testDnsFault(mode: Mode, error: string): void {
  const scenario = useBed();

  scenario.test('no link is lost', async (bed) => {
    await waitForMesh(bed);
    await bed.dns.behave(mode);
    await waitThrough(faultMs, async () => {
      const gaps = await Promise.all(bed.workload.pods.map((pod) => describeGap(bed, pod)));
      return gaps.find((gap) => gap !== undefined);
    });
    for (const pod of bed.workload.pods) expect(pod.readLog()).not.toContain('Node disconnected');
  });

  scenario.test('/health names the error', async (bed) => {
    for (const pod of bed.workload.pods) {
      expect(await readClustering(bed, pod)).toMatchObject({ dns: { error }, partitioned: false });
    }
  });

  scenario.test('a pod that starts meanwhile joins as soon as DNS is back', async (bed) => {
    const late = await bed.workload.startPod();
    await waitFor('the late pod to answer', () => readClustering(bed, late));
    expect((await readClustering(bed, late)).connected_nodes).toEqual([]);
    await bed.dns.behave('normal');
    await waitForMesh(bed);
    expect((await readClustering(bed, late)).current_node).toBe(nodeName(late));
  });
}
