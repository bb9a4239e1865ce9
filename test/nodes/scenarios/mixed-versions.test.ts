import { waitForMesh } from '../cluster-view';
import { buildImage } from '../machine/release';
import { machineToolchain, unpackNewerToolchain } from '../machine/toolchain';
import { useBed } from '../scenario';

const scenario = useBed({ pods: 2, image: () => buildImage(machineToolchain) });

scenario.test('pods of an older and a newer Erlang form one mesh', async (bed) => {
  await waitForMesh(bed);
  const image = await buildImage(await unpackNewerToolchain());
  await bed.workload.startPod({ image });
  await bed.workload.startPod({ image });
  await waitForMesh(bed);
  const versions = await Promise.all(
    bed.workload.pods.map(async (pod) => {
      const { stdout } = await pod.exec([pod.command, 'rpc', 'IO.write(System.otp_release())']);
      return stdout;
    }),
  );
  expect(new Set(versions).size).toBe(2);
});
