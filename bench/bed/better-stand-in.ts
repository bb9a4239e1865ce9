import type { Spread } from '../measure/spread';
import { standIns } from './contenders';

type StandIn = (typeof standIns)[number];

/**
 * The stand-in that is better on the whole, by its median and then by its worst. The luckier one of each repeat is nobody's
 * alternative, and of three contenders alike each would lose against it.
 */
export function betterStandIn(spreadOf: (standIn: StandIn) => Spread): StandIn {
  return standIns.reduce((best, other) => {
    const [one, another] = [spreadOf(best), spreadOf(other)];
    return (another.median - one.median || another.max - one.max) < 0 ? other : best;
  });
}
