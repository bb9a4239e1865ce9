import { deadAddresses } from '../../test/nodes/machine/network';
import type { CacheKind } from './dns/cache';
import type { Heard } from './dns/server';
import { seedRandom } from './random';
import { recordsOf, serviceRecordsOf } from './world/cluster';
import { World } from './world/world';

export interface Rollout {
  readonly pods: number;
  /** The TTL of the records, in seconds. */
  readonly ttl: number;
  /** What is kept in front of them, for as long as their TTL says. */
  readonly cache: CacheKind;
  /** True for a server that knows the addresses of the service and nothing else. */
  readonly serviceOnly?: boolean;
  /** `at once` is when the first pod is ready. */
  readonly published: 'when ready' | 'at once' | 'before the start';
  /** How many addresses that nobody has are ahead of all others in the answer. */
  readonly dead?: number;
}

/** When the mesh was full, in milliseconds from three other moments. */
export interface MeshTimes {
  readonly sinceLastStart: number;
  readonly sinceFirstPublication: number;
  readonly sinceLastPublication: number;
}

export interface Rolled extends MeshTimes {
  readonly world: World;
  readonly questions: readonly Heard[];
}

// Boots leave caches to fill and memory to give back.
const restMs = 1000;
const startSpreadMs = 500;
// From a pod's start to its address in DNS, as it was seen on Kubernetes 1.34 with readiness probes.
const readyMs = { least: 600, most: 3300 };
const longestMs = 120_000;
const lateMs = 100;

/** Starts a discovery in each pod of a rollout and tells when every pod had all the others. */
export async function rollOut(contender: string, rollout: Rollout, seed: number): Promise<Rolled> {
  const { pods, ttl, cache } = rollout;
  const world = await World.open(pods, { kind: cache, limit: ttl });
  try {
    // A pod that has booted can be dialled, so it must not be known before its start.
    const boots = rollout.published === 'before the start' ? 'at its start' : 'before';
    if (boots === 'before') await world.boot();
    const fates = drawFates(rollout, seed);
    const publishedAt = fates.map((fate) => fate.publishedAt);
    const records = rollout.serviceOnly === true ? serviceRecordsOf : recordsOf;
    const dead = deadAddresses(rollout.dead ?? 0).map((address) => ({ at: 0, records: records(address) }));
    const alive = world.pods.map(({ address }, index) => ({
      at: publishedAt[index] ?? NaN,
      records: records(address),
    }));
    await world.dns.serve({ publications: [...dead, ...alive], mode: 'normal', ttl });
    for (const [index, pod] of world.pods.entries()) {
      const startsAt = fates[index]?.startsAt ?? NaN;
      if (boots === 'at its start')
        setTimeout(() => {
          pod.boot();
        }, startsAt - Date.now());
      pod.expect(pods - 1);
      pod.start(contender, startsAt);
    }
    const meshedAt = await world.completion(longestMs);
    const lastStart = Math.max(...world.pods.map(({ startedAt = NaN }) => startedAt));
    if (boots === 'before') warnOfLateness(lastStart - Math.max(...fates.map(({ startsAt }) => startsAt)));
    return {
      world,
      sinceLastStart: meshedAt - lastStart,
      sinceFirstPublication: meshedAt - Math.min(...publishedAt),
      sinceLastPublication: meshedAt - Math.max(...publishedAt),
      questions: await world.dns.report(),
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

interface Fate {
  readonly startsAt: number;
  readonly publishedAt: number;
}

function drawFates({ pods, published }: Rollout, seed: number): readonly Fate[] {
  const random = seedRandom(seed);
  const begin = Date.now() + restMs;
  const drawn = Array.from({ length: pods }, () => {
    const startsAt = begin + random() * startSpreadMs;
    return { startsAt, publishedAt: startsAt + readyMs.least + random() * (readyMs.most - readyMs.least) };
  });
  const first = Math.min(...drawn.map(({ publishedAt }) => publishedAt));
  const moments = { 'before the start': begin - restMs, 'at once': first };
  return published === 'when ready' ? drawn : drawn.map((fate) => ({ ...fate, publishedAt: moments[published] }));
}

function warnOfLateness(ms: number): void {
  if (ms > lateMs) process.stderr.write(`  a VM has started ${Math.round(ms)} ms late: this machine is busy\n`);
}
