import { pause } from '../../../test/nodes/wait';
import type { Measured, Row } from '../../row';
import { once } from '../once';
import type { Contender } from '../contenders';
import { race } from '../race';
import { rollOut } from '../rollout';

// Long enough that whoever backs off has done so.
const cutMs = 10_000;
const longestMs = 90_000;

interface Cut {
  readonly seenMs: number;
  readonly healedMs: number;
}

const cuts = new Map<string, Promise<Cut>>();

export const linkCutSeen: Row = {
  name: 'link-cut-seen',
  about: 'every packet of one of 5 pods is dropped: until it and all others know, against the better stand-in',
  unit: 's',
  goal: { of: 'ours', atMost: 20 },
  run: () => raceOf(({ seenMs }) => seenMs / 1000),
};

export const linkCutHealed: Row = {
  name: 'link-cut-healed',
  about: 'packets pass again: until the mesh is full, against the better stand-in',
  unit: 's',
  goal: { of: 'ours', atMost: 1 },
  run: () => raceOf(({ healedMs }) => healedMs / 1000),
};

/** Both rows tell of the same cuts. */
function raceOf(figure: (cut: Cut) => number): Promise<Measured> {
  return race(async (contender, seed) =>
    figure(await once(cuts, `${contender} ${seed}`, () => cutLink(contender, seed))),
  );
}

async function cutLink(contender: Contender, seed: number): Promise<Cut> {
  const { world } = await rollOut(
    contender,
    { pods: 5, ttl: 5, cache: 'coredns', published: 'before the start' },
    seed,
  );
  try {
    const [lonely, ...others] = world.pods;
    if (lonely === undefined) throw new Error('The world has no pods.');
    lonely.expect(0);
    for (const other of others) other.expect(others.length - 1);
    for (const { address } of others) await world.network.cut(lonely.address, address);
    const cutAt = Date.now();
    const seenMs = (await world.completion(longestMs)) - cutAt;
    await pause(cutMs);
    for (const pod of world.pods) pod.expect(others.length);
    await world.network.heal();
    const healedAt = Date.now();
    return { seenMs, healedMs: (await world.completion(longestMs)) - healedAt };
  } finally {
    await world.close();
  }
}
