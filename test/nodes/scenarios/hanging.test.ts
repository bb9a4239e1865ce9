import { nodeName, readCause, waitForMesh } from '../cluster-view';
import { printCluster } from '../print-cluster';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

// The printed times would only make the test longer: a minute of failures, and a minute of grace that a VM that hangs wastes.
const scenario = useBed({
  printed: printCluster({
    probes: { liveness: { periodSeconds: 5, timeoutSeconds: 1, failureThreshold: 6 } },
    drain: { preStopSeconds: 1, shutdownSeconds: 5, graceSeconds: 11 },
  }),
});

scenario.test('a VM that hangs is lost after the tick time, and is not called a wrong cookie', async (bed) => {
  await waitForMesh(bed);
  const [hanging, witness] = bed.workload.somePods(2);
  // Until the startup probe has succeeded, the kubelet does not ask for liveness.
  await waitFor('it to be ready', () => hanging.ready);
  hanging.hang();
  await waitFor('the witness to call it lost', () =>
    witness
      .readLog()
      .includes(`Node disconnected from cluster: ${nodeName(hanging)} (lost: no sign of life for net_ticktime)`),
  );
  await waitFor(
    'the witness to call it unreachable',
    async () => (await readCause(bed, witness, hanging)) === 'unreachable',
  );
});

scenario.test('its liveness probe has its container restarted, and it is back in the mesh', async (bed) => {
  const [hanging, witness, other] = bed.workload.somePods(3);
  await waitFor('the restart', () => hanging.restarts === 1);
  await waitForMesh(bed);
  expect([witness.restarts, other.restarts]).toEqual([0, 0]);
  expect(witness.readLog()).not.toContain('refuse');
});
