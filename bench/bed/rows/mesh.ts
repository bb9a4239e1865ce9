import type { Row } from '../../row';
import { once } from '../once';
import type { Contender } from '../contenders';
import { race } from '../race';
import { rollOut, type MeshTimes, type Rollout } from '../rollout';

interface Mesh {
  readonly name: string;
  readonly about: string;
  readonly rollout: Rollout;
  readonly since: keyof MeshTimes;
  /** The goal of the ratio, where there is one. */
  readonly atMost?: number;
}

const rolled = new Map<string, Promise<MeshTimes>>();

/** A row that compares the times to a full mesh with those of the better stand-in. */
export function meshRow({ name, about, rollout, since, atMost }: Mesh): Row {
  return {
    name,
    about: `${about}, ${rollout.pods} pods, against the better stand-in`,
    unit: 'ms',
    ...(atMost === undefined ? {} : { goal: { of: 'ratio', atMost } }),
    run: () => race(async (contender, seed) => (await timeMesh(contender, rollout, seed))[since]),
  };
}

/** Rows that count from different moments tell of the same rollouts. */
function timeMesh(contender: Contender, rollout: Rollout, seed: number): Promise<MeshTimes> {
  return once(rolled, JSON.stringify([contender, rollout, seed]), async () => {
    const { world, ...times } = await rollOut(contender, rollout, seed);
    await world.close();
    return times;
  });
}
