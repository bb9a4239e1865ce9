import type { Bed } from '../bed';
import { nodeName, readClustering, waitForMesh } from '../cluster-view';
import type { Pod } from '../kubelet/pod';
import { useBed } from '../scenario';
import { findOverlap } from '../singleton-log';
import { waitFor } from '../wait';

const scenario = useBed({ pods: 3 });
const modes = ['stop', 'run'] as const;
type Mode = (typeof modes)[number];

const nameOf = (mode: Mode): string => `Owned.${mode === 'stop' ? 'Stop' : 'Run'}`;

/** Puts a singleton of each mode behind the other children of the pod's application. */
async function startSingletons(pods: readonly Pod[]): Promise<void> {
  for (const pod of pods) {
    for (const mode of modes) {
      const child = '%{id: :child, start: {Agent, :start_link, [Map, :new, []]}, shutdown: 500}';
      const singleton = `{BeamCluster.Singleton, name: ${nameOf(mode)}, child: ${child}, on_minority: :${mode}}`;
      const started = `{:ok, _pid} = Supervisor.start_child(RsolvApi.Supervisor, ${singleton})`;
      expect(await pod.exec([pod.command, 'rpc', started])).toMatchObject({ code: 0 });
    }
  }
}

/** The owner of which all these pods know, waiting for it. */
async function ownerOf(bed: Bed, mode: Mode, pods: readonly Pod[]): Promise<Pod> {
  return waitFor(
    `${pods.length} pods to agree on the owner of ${nameOf(mode)}`,
    async () => {
      const views = await Promise.all(pods.map((pod) => readClustering(bed, pod)));
      const owners = new Set(views.map(({ shared }) => shared.find(({ name }) => name === nameOf(mode))?.owner));
      return owners.size === 1 && pods.find((pod) => owners.has(nodeName(pod)));
    },
    { withinMs: 90_000 },
  );
}

scenario.test('of three pods, one owns, and all say so', async (bed) => {
  await waitForMesh(bed);
  await startSingletons(bed.workload.pods);
  for (const mode of modes) await ownerOf(bed, mode, bed.workload.pods);
});

scenario.test('the owner leaves, and another pod owns', async (bed) => {
  const owner = await ownerOf(bed, 'stop', bed.workload.pods);
  const added = await bed.workload.startPod();
  await waitForMesh(bed);
  await startSingletons([added]);
  await ownerOf(bed, 'stop', bed.workload.pods);
  await bed.workload.removePod(owner);
  for (const mode of modes) await ownerOf(bed, mode, bed.workload.pods);
  expect(findOverlap([owner, ...bed.workload.pods], nameOf('stop'))).toBeUndefined();
});

scenario.test(
  'in a cut, the larger part owns; where two may run, each part has its own; after it, one is left',
  async (bed) => {
    const { pods } = bed.workload;
    const owner = await ownerOf(bed, 'stop', pods);
    const others = pods.filter((pod) => pod !== owner);
    for (const other of others) await bed.network.cut(owner.address, other.address);
    for (const mode of modes) await ownerOf(bed, mode, others);
    await ownerOf(bed, 'run', [owner]);
    expect(findOverlap(pods, nameOf('stop'))).toBeUndefined();
    await bed.network.heal();
    await waitForMesh(bed);
    for (const mode of modes) await ownerOf(bed, mode, pods);
    expect(findOverlap(pods, nameOf('stop'))).toBeUndefined();
  },
);

scenario.test('the owner is killed, and another pod owns', async (bed) => {
  const owner = await ownerOf(bed, 'stop', bed.workload.pods);
  const others = bed.workload.pods.filter((pod) => pod !== owner);
  await owner.crash();
  for (const mode of modes) expect(await ownerOf(bed, mode, others)).not.toBe(owner);
});
