import type { Spread } from './measure/spread';

/** What a row found: what is ours, and where there is something to compare with, that and the ratio of the two. */
export interface Measured {
  readonly ours: Spread;
  readonly others?: Spread;
  /** Ours divided by the others', of one pair of repeats after the other. */
  readonly ratio?: Spread;
  /** Instead of the row's goal, where it depends on what was found. */
  readonly verdict?: Verdict;
}

/** A goal in words, and whether it is met. */
export interface Verdict {
  readonly goal: string;
  readonly met: boolean;
}

/** The median of what must not be above what. */
export interface Goal {
  readonly of: 'ours' | 'ratio';
  readonly atMost: number;
}

/** One line of the bench. */
export interface Row {
  readonly name: string;
  /** What is measured against what, for `--help`. */
  readonly about: string;
  readonly unit: string;
  readonly goal?: Goal;
  readonly run: () => Measured | Promise<Measured>;
}

/** A row as `--json` prints it. */
export interface Result {
  readonly name: string;
  readonly unit: string;
  readonly ours: Spread | null;
  readonly others: Spread | null;
  readonly ratio: Spread | null;
  /** In words where it depends on what was found. */
  readonly goal: Goal | string | null;
  /** Whether the goal is met; null without one, or when the row has failed. */
  readonly met: boolean | null;
  /** Why there are no figures; null where there are. */
  readonly error: string | null;
}

/** Runs a row. If it fails, its result contains the error, and the other rows still run. */
export async function runRow({ name, unit, goal, run }: Row): Promise<Result> {
  const row = { name, unit, goal: goal ?? null };
  try {
    const { ours, others, ratio, verdict } = await run();
    const found = goal?.of === 'ratio' ? ratio : ours;
    const isMet = goal === undefined ? null : found !== undefined && found.median <= goal.atMost;
    const judged = { goal: verdict?.goal ?? row.goal, met: verdict?.met ?? isMet };
    return { ...row, ...judged, ours, others: others ?? null, ratio: ratio ?? null, error: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...row, ours: null, others: null, ratio: null, met: null, error: reason };
  }
}

/** What the bench ends with: 1 when a goal is missed or a row has failed. */
export function exitCode(results: readonly Result[]): 0 | 1 {
  return results.some(({ met, error }) => met === false || error !== null) ? 1 : 0;
}
