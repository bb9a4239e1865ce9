import type { Measured } from '../row';
import { spreadOf } from './spread';

/** Measures once; returns the value in the row's unit. */
export type Measure = () => number | Promise<number>;

export interface Pair {
  readonly ours: Measure;
  readonly others: Measure;
}

export interface Repeats {
  readonly counted: number;
  /** Pairs before those that count. @default 1 */
  readonly warmUp?: number;
}

/**
 * Measures the two in turns, and the first of them in turns too, so that whatever the machine does besides falls on both.
 */
export async function compare({ ours, others }: Pair, { counted, warmUp = 1 }: Repeats): Promise<Measured> {
  const pairs: { readonly ours: number; readonly others: number }[] = [];
  for (let repeat = 0; repeat < warmUp + counted; repeat++) {
    const oursFirst = repeat % 2 === 0;
    const early = await (oursFirst ? ours() : others());
    const late = await (oursFirst ? others() : ours());
    pairs.push(oursFirst ? { ours: early, others: late } : { ours: late, others: early });
  }
  const kept = pairs.slice(warmUp);
  return {
    ours: spreadOf(kept.map((pair) => pair.ours)),
    others: spreadOf(kept.map((pair) => pair.others)),
    ratio: spreadOf(kept.map((pair) => pair.ours / pair.others)),
  };
}
