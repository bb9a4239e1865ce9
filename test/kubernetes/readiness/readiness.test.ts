import { waitThrough } from '../../nodes/wait';
import type { Application } from '../application';
import { printFigure } from '../figures';
import { readLinksAmong } from '../links';
import { nodeNameOf, readClustering, waitForMesh, waitForReady } from '../mesh';
import { isReady, readySince, restartsOf, type PodObject } from '../objects';
import { printVariant } from '../print';
import { describeOnOwnNodes, useApplication } from '../scenario';
import { giveOrder } from '../switchboard';
import { cutPodsOff, heal } from '../faults/pod-traffic';

// Readiness that waits for peers: `/ready` instead of `/health`, which never does.
const waitingForPeers = printVariant({ http: { port: 4000, healthPath: '/health', readyPath: '/ready' } });
const watchedMs = 60_000;

describeOnOwnNodes('with DNS withheld at boot', () => {
  const scenario = useApplication('dns-withheld', async (application) => {
    await giveOrder({ do: 'stopDns' });
    await application.apply(waitingForPeers);
  });
  afterAll(() => giveOrder({ do: 'startDns' }));

  scenario.test('no pod waits for ever: each becomes Ready by itself, after its grace', async (application) => {
    const applied = Date.now();
    const pods = await waitForReady(application, 3);
    for (const pod of pods) {
      const { clustering } = JSON.parse(await application.readFrom(pod, '/health')) as Report;
      const { connected_nodes: connected, dns } = clustering;
      // Neither peers nor the answer that there are none can have made it ready.
      expect({ connected, answered: dns.answered_seconds_ago }).toEqual({ connected: [], answered: null });
      expect(dns.error).not.toBeNull();
      expect(restartsOf(pod)).toBe(0);
    }
    printFigure('without DNS, all pods Ready after', Date.now() - applied, 'ms');
  });

  scenario.test('when DNS answers they meet, and stay Ready', async (application) => {
    const before = (await application.pods()).map(readySince);
    const started = Date.now();
    await giveOrder({ do: 'startDns' });
    const pods = await waitForMesh(application, 3);
    printFigure('from the start of CoreDNS to the mesh', Date.now() - started, 'ms');
    expect(pods.map(readySince)).toEqual(before);
    expect(pods.map(restartsOf)).toEqual([0, 0, 0]);
  });
});

describeOnOwnNodes('with the pods of one node cut off', () => {
  const scenario = useApplication('partition', async (application) => {
    await application.apply(waitingForPeers);
    await waitForMesh(application, 3);
    await waitForReady(application, 3);
  });

  scenario.test('no pod of the majority becomes unready, and all meet again', async (application) => {
    const pods = await application.pods();
    const [outsider, ...majority] = pods;
    const node = outsider?.spec.nodeName;
    if (outsider === undefined || node === undefined) throw new Error('There is no pod that could be cut off.');
    expect(majority.map(({ spec }) => spec.nodeName)).not.toContain(node);
    const links = await readLinksAmong(application, majority);
    await cutPodsOff(node);
    try {
      await waitThrough(watchedMs, () => findUnready(application, majority));
      for (const pod of majority) {
        const others = majority.filter((other) => other !== pod).map(nodeNameOf);
        const seen = await readClustering(application, pod);
        expect(seen).toMatchObject({ connected_nodes: others, partitioned: true });
        expect(await application.logOf(pod)).toContain(`Node disconnected from cluster: ${nodeNameOf(outsider)} (lost`);
      }
    } finally {
      await heal(node);
    }
    const healed = Date.now();
    await waitForMesh(application, pods.length);
    printFigure('from the end of the partition to the mesh', Date.now() - healed, 'ms');
    const after = await application.pods();
    // A pod that was unready between two looks would have another time.
    const stillReady = pods.filter((pod) =>
      after.some((same) => isSame(same, pod) && readySince(same) === readySince(pod)),
    );
    printFigure(`pods that stayed Ready through ${watchedMs / 1000} s of the partition`, stillReady.length);
    expect(stillReady).toEqual(expect.arrayContaining(majority));
    expect(await readLinksAmong(application, majority)).toEqual(links);
  });
});

interface Report {
  readonly clustering: {
    readonly connected_nodes: readonly string[];
    readonly dns: { readonly error: string | null; readonly answered_seconds_ago: number | null };
  };
}

async function findUnready(application: Application, watched: readonly PodObject[]): Promise<string | undefined> {
  const uids = watched.map(({ metadata }) => metadata.uid);
  const ready = (await application.pods()).filter((pod) => uids.includes(pod.metadata.uid) && isReady(pod));
  return ready.length === watched.length ? undefined : `${ready.length} of ${watched.length} pods are Ready`;
}

function isSame(one: PodObject, other: PodObject): boolean {
  return one.metadata.uid === other.metadata.uid;
}
