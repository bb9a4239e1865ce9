import type { CacheKind } from './dns/cache';
import type { Heard } from './dns/server';
import { World } from './world/world';
import { deadAddresses } from '../../test/bed/machine/network';
import type { Contender } from './contender';
import { seedRandom } from './random';

export interface Rollout {
  readonly pods: number;
  /** The TTL of the records, in seconds. */
  readonly ttl: number;
  readonly cache: CacheKind;
  /** The longest time that the cache keeps anything, in seconds. */
  readonly cacheLimit?: number;
  /** False for a server that knows the addresses of the service and nothing else. */
  readonly ports?: boolean;
  readonly publication: 'when ready' | 'at once' | 'before the start';
  /** Addresses that nobody has, ahead of all others in the answer. */
  readonly dead?: number;
}

/** When the mesh was full, in milliseconds from three other moments. */
export interface MeshTimes {
  readonly sinceLastStart: number;
  readonly sinceFirstPublication: number;
  readonly sinceLastPublication: number;
  readonly questions: readonly Heard[];
}

const bootRestMs = 1000;
const startSpreadMs = 500;
// From a pod's start to its address in DNS, as it was measured on Kubernetes 1.34.
const readyMs = { least: 600, most: 3300 };
const longestMs = 120_000;

/** Starts the pods of a rollout, with a discovery in each, and tells when each of them had all the others. */
export async function rollOut(contender: Contender, rollout: Rollout, seed: number): Promise<MeshTimes> {
  const world = await World.open({ kind: rollout.cache, limit: rollout.cacheLimit ?? rollout.ttl });
  try {
    const { plannedStarts, publishedAt } = await startPods(world, contender, rollout, seed);
    await world.until('a full mesh', () => world.pods.every(isComplete), longestMs);
    const meshedAt = Math.max(...world.pods.map(({ completeAt = NaN }) => completeAt));
    const startedAt = Math.max(...world.pods.map(({ startedAt: at = NaN }) => at));
    const lateness = startedAt - Math.max(...plannedStarts);
    if (lateness > 250) console.error(`A VM has started ${Math.round(lateness)} ms late: the machine is too busy.`);
    return {
      sinceLastStart: meshedAt - startedAt,
      sinceFirstPublication: meshedAt - Math.min(...publishedAt),
      sinceLastPublication: meshedAt - Math.max(...publishedAt),
      questions: await world.dns.report(),
    };
  } finally {
    await world.close();
  }
}

async function startPods(world: World, contender: Contender, rollout: Rollout, seed: number) {
  const random = seedRandom(seed);
  const pods = await world.boot(rollout.pods);
  const begin = Date.now() + bootRestMs;
  const fates = pods.map((pod) => {
    const start = begin + random() * startSpreadMs;
    return { pod, start, published: start + readyMs.least + random() * (readyMs.most - readyMs.least) };
  });
  const first = Math.min(...fates.map(({ published }) => published));
  const publishedAt = fates.map(({ published }) => {
    if (rollout.publication === 'before the start') return begin - bootRestMs;
    return rollout.publication === 'at once' ? first : published;
  });
  const known = (address: string) =>
    world
      .recordsOf([address])
      .filter(({ name, type }) => rollout.ports !== false || (name === world.serviceName && type === 'A'));
  await world.dns.serve({
    publications: [
      ...deadAddresses(rollout.dead ?? 0).map((address) => ({ at: 0, records: known(address) })),
      ...fates.map(({ pod }, index) => ({ at: publishedAt[index] ?? 0, records: known(pod.address) })),
    ],
    mode: 'normal',
    ttl: rollout.ttl,
  });
  for (const { pod, start } of fates) {
    pod.expect(pods.length - 1);
    pod.start(start, contender);
  }
  return { plannedStarts: fates.map(({ start }) => start), publishedAt };
}

function isComplete({ completeAt }: { readonly completeAt: number | undefined }): boolean {
  return completeAt !== undefined;
}
