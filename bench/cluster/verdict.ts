import { spreadOf } from '../measure/spread';
import type { Verdict } from '../row';
import type { Trial } from './order';

/** A repeat: ours over the better stand-in's, and whether that one had to wait for its second look-up. */
export interface Compared {
  readonly ratio: number;
  readonly lostPoll: boolean;
}

const afterLostPoll = 1 / 5;
const otherwise = 1;
// A stand-in asks again 5 s after its first look-up; what has no mesh by then has lost that poll.
const lostPollMs = 4000;

/** Whether nobody's first look-up was of use. */
export function hasLostPoll({ firstLookUp, mesh }: Trial): boolean {
  return mesh - firstLookUp >= lostPollMs;
}

/**
 * Where the better stand-in lost a poll, at most a fifth of its time, in the median and at worst; elsewhere the median must not
 * be above its own.
 */
export function judge(repeats: readonly Compared[]): Verdict {
  const ratios = (lostPoll: boolean) =>
    repeats.filter((repeat) => repeat.lostPoll === lostPoll).map(({ ratio }) => ratio);
  const lost = ratios(true);
  const kept = ratios(false);
  const goals = [
    ...(lost.length > 0 ? [{ text: `ratio at worst ≤ ${afterLostPoll}`, count: lost.length }] : []),
    ...(kept.length > 0 ? [{ text: `ratio ≤ ${otherwise}`, count: kept.length }] : []),
  ];
  const isMixed = goals.length > 1;
  return {
    goal: goals.map(({ text, count }) => (isMixed ? `${count}× ${text}` : text)).join(', '),
    met:
      (lost.length === 0 || spreadOf(lost).max <= afterLostPoll) &&
      (kept.length === 0 || spreadOf(kept).median <= otherwise),
  };
}
