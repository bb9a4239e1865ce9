import { loadavg } from 'node:os';
import { spreadOf, type Spread } from '../measure/spread';
import type { Measured } from '../row';
import { contenders, standIns, takeTurns, type Contender } from './contenders';

/** One figure of a contender; the same seed gives every contender the same fate. */
export type Attempt = (contender: Contender, seed: number) => Promise<number>;

/** How often everything is repeated. `BENCH_REPEATS` is for whoever works on the bench. */
export const repeats = Number(process.env['BENCH_REPEATS'] ?? 5);

/**
 * Runs the contenders in turns, in every order. The others' figure is that of the better stand-in, repeat by
 * repeat, and so is the ratio; what each of them had goes to the standard error.
 */
export async function race(attempt: Attempt): Promise<Measured> {
  const rounds: Readonly<Record<Contender, number>>[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    rounds.push(await takeTurns(repeat, (contender) => attempt(contender, repeat + 1)));
  }
  const better = rounds.map((round) => Math.min(...standIns.map((standIn) => round[standIn])));
  for (const contender of contenders) note(contender, spreadOf(rounds.map((round) => round[contender])));
  return {
    ours: spreadOf(rounds.map(({ ours }) => ours)),
    others: spreadOf(better),
    ratio: spreadOf(rounds.map(({ ours }, index) => ours / (better[index] ?? NaN))),
  };
}

/** Tells a spread to whoever watches, with the load of the machine at this moment. */
export function note(name: string, { min, median, max }: Spread): void {
  const figures = [min, median, max].map((figure) => figure.toFixed(Math.abs(figure) < 10 ? 2 : 0)).join(' / ');
  process.stderr.write(`  ${name}: ${figures} (min / median / max; load ${loadavg()[0]?.toFixed(1)})\n`);
}
