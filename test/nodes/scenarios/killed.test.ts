import { nodeName, waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed();

scenario.test('a killed node counts as lost, and one that was asked to leave counts as left', async (bed) => {
  await waitForMesh(bed);
  const [killed, stopped, witness] = bed.workload.somePods(3);
  await killed.crash();
  await waitFor('the witness to call the killed node lost', () =>
    witness.readLog().includes(`Node disconnected from cluster: ${nodeName(killed)} (lost`),
  );
  await waitForMesh(bed);
  await bed.workload.removePod(stopped);
  await waitFor('the witness to call the stopped node left', () =>
    witness.readLog().includes(`Node disconnected from cluster: ${nodeName(stopped)} (left)`),
  );
  expect(witness.readLog()).not.toContain(`${nodeName(stopped)} (lost`);
});

scenario.test('a pod that is lost with its node is not waited for', async (bed) => {
  const [lost] = bed.workload.somePods(1);
  await bed.workload.losePod(lost);
  await waitForMesh(bed);
});
