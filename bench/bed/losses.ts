import { spreadOf } from '../measure/spread';
import type { Measured } from '../row';
import { contenders, standIns, type Contender } from './contenders';
import { note } from './race';

/** What each contender lost, again and again. None may lose anything, so that the worst of ours counts; the others' is the better stand-in's. */
export function compareLosses(lossesOf: (contender: Contender) => readonly number[]): Measured {
  const spread = (contender: Contender) => spreadOf(lossesOf(contender));
  for (const contender of contenders) note(contender, spread(contender));
  const [better] = standIns.map(spread).sort((a, b) => a.median - b.median || a.max - b.max);
  const ours = spread('ours');
  return { ours: { ...ours, median: ours.max }, ...(better === undefined ? {} : { others: better }) };
}
