import { spreadOf } from '../../measure/spread';
import type { Row } from '../../row';
import { pause } from '../../../test/nodes/wait';
import { longestSilence } from '../dns/questions';
import { race, repeats } from '../race';
import { rollOut, type Rollout } from '../rollout';

const rollout: Rollout = { pods: 5, ttl: 5, cache: 'coredns', published: 'before the start', dead: 3 };
// Long enough for the longest pause of a discovery that goes on: 15 s, give or take 15 percent.
const watchedMs = 45_000;
const longestPauseS = 17.5;

export const deadAddresses: Row = {
  name: 'dead-addresses',
  about: 'last start to full mesh of 5 pods with 3 dead addresses first in the answer, against the better stand-in',
  unit: 'ms',
  goal: { of: 'ours', atMost: 150 },
  run: () =>
    race(async (contender, seed) => {
      const { world, sinceLastStart } = await rollOut(contender, rollout, seed);
      await world.close();
      return sinceLastStart;
    }),
};

/** The stand-ins are left out: their VMs answer most of their polls from a cache of their own, which nobody sees. */
export const deadAddressesSilence: Row = {
  name: 'dead-addresses-silence',
  about: `the longest pause between two questions of a pod to DNS, in ${watchedMs / 1000} s with 3 dead addresses`,
  unit: 's',
  goal: { of: 'ours', atMost: longestPauseS },
  run: async () => {
    const silences: number[] = [];
    for (let seed = 1; seed <= repeats; seed++) silences.push(await watchSilence(seed));
    return { ours: spreadOf(silences) };
  },
};

async function watchSilence(seed: number): Promise<number> {
  const { world } = await rollOut('ours', rollout, seed);
  try {
    await pause(watchedMs);
    const addresses = world.pods.map(({ address }) => address);
    return longestSilence(await world.dns.report(), addresses, Date.now()) / 1000;
  } finally {
    await world.close();
  }
}
