import { standIns } from '../bed/contenders';
import { spreadOf } from '../measure/spread';
import type { Trial } from './order';
import type { Round } from './rounds';

/**
 * The stand-in that is better on the whole, by its median. The luckier one of each repeat is nobody's alternative, and of three
 * contenders alike each would lose against it.
 */
export function betterStandIn(rounds: readonly Round[], of: (trial: Trial) => number): (typeof standIns)[number] {
  const medianOf = (standIn: (typeof standIns)[number]) => spreadOf(rounds.map((round) => of(round[standIn]))).median;
  return standIns.reduce((best, other) => (medianOf(other) < medianOf(best) ? other : best));
}
