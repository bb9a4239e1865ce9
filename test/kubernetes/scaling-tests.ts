import { waitFor } from '../nodes/wait';
import { printFigure } from './figures';
import { readJoin } from './joins';
import { readLinksAmong } from './links';
import { readLosses } from './losses';
import { nodeNameOf, waitForMesh } from './mesh';
import type { PodObject } from './objects';
import type { ClusterScenario } from './scenario';

const joinWithinMs = 1000;

/** Adds the tests of growing from three pods to six, and of shrinking to two. */
export function testScaling({ test }: ClusterScenario, kind: 'deployment' | 'statefulset'): void {
  test('three more join within a second after their runtime starts', async (application) => {
    const old = await waitForMesh(application, 3);
    await application.scale(6, kind);
    const pods = await waitForMesh(application, 6);
    const isOld = ({ metadata }: PodObject) => old.some((before) => before.metadata.uid === metadata.uid);
    for (const pod of pods.filter((candidate) => !isOld(candidate))) {
      const { container, runtime, connected } = await readJoin(application, pod, old);
      const name = `${application.namespace}: ${pod.metadata.name}`;
      printFigure(`${name}, from the start of its runtime to the last of the old ones`, connected - runtime, 'ms');
      printFigure(`${name}, the same from the start of its container`, connected - container, 'ms');
      expect(connected - runtime).toBeLessThanOrEqual(joinWithinMs);
    }
  });

  test('four leave, which is logged as leaving, and the other two stay connected', async (application) => {
    await application.waitForRollout(kind);
    const before = await application.pods();
    const scaledAt = Date.now();
    await application.scale(2, kind);
    const survivors = await waitFor('four to be told to leave', async () => {
      const staying = await application.pods();
      return staying.length === 2 && staying;
    });
    const links = await readLinksAmong(application, survivors);
    await waitForMesh(application, 2);
    const isSurvivor = ({ metadata }: PodObject) => survivors.some((pod) => pod.metadata.uid === metadata.uid);
    const leavers = before.filter((pod) => !isSurvivor(pod)).map(nodeNameOf);
    expect(leavers).toHaveLength(4);
    for (const pod of survivors) {
      const said = (await readLosses(application, pod, scaledAt)).map(({ node, manner }) => `${node} ${manner}`);
      expect(said.sort()).toEqual(leavers.map((node) => `${node} left`).sort());
    }
    expect(await readLinksAmong(application, survivors)).toEqual(links);
    printFigure(`${application.namespace}: leaves logged as leaves by each of the two that stay`, leavers.length);
  });
}
