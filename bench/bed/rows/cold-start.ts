import type { Row } from '../../row';
import { race } from '../race';
import { recordsOf } from '../world/cluster';
import { World } from '../world/world';

const longestMs = 300_000;

/** Nothing waits: VMs boot all at once and discover as soon as they can, with the addresses out as the manifest has it. */
export const coldStart = (pods: number): Row => ({
  name: `cold-start-${pods}`,
  about: `first process start to full mesh of ${pods} pods, boots included, against the better stand-in`,
  unit: 's',
  run: () => race((contender) => startCold(contender, pods)),
});

async function startCold(contender: string, count: number): Promise<number> {
  const world = await World.open(count, { kind: 'coredns', limit: 5 });
  try {
    const records = world.pods.flatMap(({ address }) => recordsOf(address));
    await world.dns.serve({ publications: [{ at: 0, records }], mode: 'normal', ttl: 5 });
    const begin = Date.now();
    for (const pod of world.pods) {
      pod.boot();
      pod.expect(count - 1);
      pod.start(contender);
    }
    return ((await world.completion(longestMs)) - begin) / 1000;
  } finally {
    await world.close();
  }
}
