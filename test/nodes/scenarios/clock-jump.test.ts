import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeGap, waitForMesh } from '../cluster-view';
import type { Pod } from '../kubelet/pod';
import { readManifests, withVariables } from '../manifest';
import { useBed } from '../scenario';
import { waitFor, waitThrough } from '../wait';

const clockFile = '/tmp/clock';
const oneHour = 3600;

// A library between the VM and the kernel, because a wall clock of its own is the one thing that no namespace gives.
const printed = withVariables(readManifests(), {
  LD_PRELOAD: findLibrary(),
  FAKETIME_TIMESTAMP_FILE: clockFile,
  FAKETIME_NO_CACHE: '1',
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
});
const scenario = useBed({ printed });

for (const [direction, seconds] of [
  ['ahead', oneHour],
  ['back', -oneHour],
] as const) {
  scenario.test(`a clock that jumps an hour ${direction} costs no link`, async (bed) => {
    await waitForMesh(bed);
    const [pod] = bed.workload.somePods(1);
    await setClock(pod, seconds);
    await waitThrough(15_000, () => describeGap(bed, pod));
    for (const each of bed.workload.pods) expect(each.readLog()).not.toContain('Node disconnected');
  });
}

scenario.test('its discovery still finds a newcomer', async (bed) => {
  await bed.workload.startPod();
  await waitForMesh(bed);
});

/** Sets the wall clock of a pod that many seconds off, and waits until its node sees that. */
async function setClock(pod: Pod, offset: number): Promise<void> {
  const { volumeMounts } = printed.workload.spec.template.spec.containers[0];
  const volume = volumeMounts.find(({ mountPath }) => clockFile.startsWith(`${mountPath}/`));
  writeFileSync(pod.volumePath(volume?.name ?? '', 'clock'), `${offset < 0 ? '' : '+'}${offset}\n`);
  await waitFor('the node to have the other time', async () => {
    const { stdout } = await pod.exec([pod.command, 'rpc', 'IO.write(System.os_time(:second))']);
    return Math.abs(Number(stdout) - Date.now() / 1000 - offset) < oneHour / 2;
  });
}

function findLibrary(): string {
  const found = readdirSync('/usr/lib')
    .map((folder) => join('/usr/lib', folder, 'faketime/libfaketimeMT.so.1'))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error('libfaketime is not installed; run: npx tsx test/nodes/setup.ts');
  return found;
}
