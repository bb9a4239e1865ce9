import type { Row } from '../../row';
import { race } from '../race';
import { rollOut, type MeshTimes, type Rollout } from '../rollout';

interface Mesh {
  readonly name: string;
  readonly about: string;
  readonly rollout: Rollout;
  readonly since: keyof MeshTimes;
  readonly atMost: number;
}

/** A row that compares the times to a full mesh with those of the better stand-in. */
export function meshRow({ name, about, rollout, since, atMost }: Mesh): Row {
  return {
    name,
    about: `${about}, ${rollout.pods} pods, against the better stand-in`,
    unit: 'ms',
    goal: { of: 'ratio', atMost },
    run: () =>
      race(async (contender, seed) => {
        const { world, ...times } = await rollOut(contender, rollout, seed);
        await world.close();
        return times[since];
      }),
  };
}
