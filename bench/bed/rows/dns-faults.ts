import { pause } from '../../../test/bed/wait';
import type { Mode } from '../../../test/bed/dns/answer';
import { spreadOf } from '../../measure/spread';
import type { Row } from '../../row';
import { allEnded } from '../all-ended';
import { rollOut } from '../rollout';

const modes: readonly Mode[] = ['servfail', 'nxdomain', 'empty', 'silent'];

/** `BENCH_FAULT_SECONDS` is for whoever works on the bench. */
const faultMs = Number(process.env['BENCH_FAULT_SECONDS'] ?? 600) * 1000;
const afterMs = 20_000;

/** All faults at the same time, each in a world of its own. The stand-ins, which never disconnect, have nothing to show. */
export const dnsFaults: Row = {
  name: 'dns-faults',
  about: `links lost by 5 pods in ${faultMs / 60_000} minutes each of SERVFAIL, NXDOMAIN, empty answers and a black hole`,
  unit: 'links',
  goal: { of: 'ours', atMost: 0 },
  run: async () => {
    const lost = await allEnded(modes.map((mode, index) => countLost(mode, index + 1)));
    // The worst of the four counts.
    const worst = Math.max(...lost);
    return { ours: { ...spreadOf(lost), median: worst } };
  },
};

async function countLost(mode: Mode, seed: number): Promise<number> {
  const rollout = { pods: 5, ttl: 5, cache: 'none', published: 'before the start' } as const;
  const { world } = await rollOut('ours', rollout, seed);
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
