import type { Measured } from '../row';
import { spreadOf } from './spread';

/** Measures once; returns the value in the row's unit. */
export type Measure = () => number | Promise<number>;

export interface Pair {
  readonly ours: Measure;
  readonly others: Measure;
}

/**
 * Measures the two in turns, and the first of them in turns too, so that whatever the machine does besides falls on both.
 * The first pair warms up and is not counted.
 */
export async function compare({ ours, others }: Pair, repeats: number): Promise<Measured> {
  const pairs: { readonly ours: number; readonly others: number }[] = [];
  for (let repeat = 0; repeat <= repeats; repeat++) {
    const oursFirst = repeat % 2 === 0;
    const early = await (oursFirst ? ours() : others());
    const late = await (oursFirst ? others() : ours());
    if (repeat > 0) pairs.push(oursFirst ? { ours: early, others: late } : { ours: late, others: early });
  }
  return {
    ours: spreadOf(pairs.map((pair) => pair.ours)),
    others: spreadOf(pairs.map((pair) => pair.others)),
    ratio: spreadOf(pairs.map((pair) => pair.ours / pair.others)),
  };
}
