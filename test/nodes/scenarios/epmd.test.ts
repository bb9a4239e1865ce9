import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { describeGap, waitForMesh } from '../cluster-view';
import type { Pod } from '../kubelet/pod';
import { useBed } from '../scenario';
import { waitFor, waitThrough } from '../wait';

const scenario = useBed({ pods: 2 });

scenario.test('a pod whose epmd is killed loses no link', async (bed) => {
  await waitForMesh(bed);
  const [pod] = bed.workload.somePods(1);
  process.kill(findEpmd(pod), 'SIGKILL');
  await waitThrough(5_000, () => describeGap(bed, pod));
});

scenario.test('a newcomer meets it all the same, because it dials as well', async (bed) => {
  await bed.workload.startPod();
  await waitForMesh(bed);
});

scenario.test('epmd is back, and the node in it', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const [epmd] = (await pod.exec(['sh', '-c', 'ls /app/erts-*/bin/epmd'])).stdout.trim().split('\n');
  await pod.exec([epmd ?? '', '-daemon']);
  await waitFor('the node to be registered again', async () => {
    const { stdout } = await pod.exec([epmd ?? '', '-names']);
    return stdout.includes('name rsolv_api at port');
  });
});

/** The epmd in the pid namespace of a pod, as the machine numbers it. */
function findEpmd(pod: Pod): number {
  const namespace = readlinkSync(`/proc/${pod.containerPid}/ns/pid`);
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      try {
        const isEpmd = readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'epmd';
        const isRunning = !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
        return isEpmd && isRunning && readlinkSync(`/proc/${pid}/ns/pid`) === namespace;
      } catch {
        return false;
      }
    });
  if (found === undefined) throw new Error(`No epmd runs in ${pod.name}.`);
  return Number(found);
}
