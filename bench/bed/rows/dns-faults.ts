import { pause } from '../../../test/nodes/wait';
import type { Mode } from '../../../test/nodes/dns/answer';
import type { Row } from '../../row';
import { allEnded } from '../all-ended';
import { compareLosses } from '../losses';
import { contenders, type Contender } from '../contenders';
import { rollOut } from '../rollout';

const modes: readonly Mode[] = ['servfail', 'nxdomain', 'empty', 'silent'];

/** `BENCH_FAULT_SECONDS` is for whoever works on the bench. */
const faultMs = Number(process.env['BENCH_FAULT_SECONDS'] ?? 600) * 1000;
const afterMs = 20_000;

interface Tried {
  readonly contender: Contender;
  readonly mode: Mode;
  readonly seed: number;
}

/** All faults at the same time, below each contender, each in a world of its own. */
export const dnsFaults: Row = {
  name: 'dns-faults',
  about: `links lost by 5 pods in ${faultMs / 60_000} minutes each of SERVFAIL, NXDOMAIN, empty answers and a black hole, against the better stand-in`,
  unit: 'links',
  goal: { of: 'ours', atMost: 0 },
  run: async () => {
    const tried = contenders.flatMap((contender) => modes.map((mode, index) => ({ contender, mode, seed: index + 1 })));
    const found = await allEnded(tried.map(async (one) => ({ ...one, lost: await countLost(one) })));
    return compareLosses((contender) => found.filter((one) => one.contender === contender).map(({ lost }) => lost));
  },
};

async function countLost({ contender, mode, seed }: Tried): Promise<number> {
  const rollout = { pods: 5, ttl: 5, cache: 'none', published: 'before the start' } as const;
  const { world } = await rollOut(contender, rollout, seed);
  try {
    await world.dns.serve({ publications: [], mode, ttl: 5 });
    await pause(faultMs);
    await world.dns.serve({ publications: [], mode: 'normal', ttl: 5 });
    await pause(afterMs);
    const lost = await Promise.all(world.pods.map((pod) => pod.countLost()));
    return lost.reduce((sum, count) => sum + count, 0);
  } finally {
    await world.close();
  }
}
