import { spreadOf } from '../measure/spread';
import type { Measured } from '../row';
import { betterStandIn } from './better-stand-in';
import { contenders, type Contender } from './contenders';
import { note } from './race';

/** What each contender lost, again and again. None may lose anything, so that the worst of ours counts; the others' is the better stand-in's. */
export function compareLosses(lossesOf: (contender: Contender) => readonly number[]): Measured {
  const spread = (contender: Contender) => spreadOf(lossesOf(contender));
  for (const contender of contenders) note(contender, spread(contender));
  const ours = spread('ours');
  return { ours: { ...ours, median: ours.max }, others: spread(betterStandIn(spread)) };
}
