import type { Spread } from './measure/spread';

/** What a row found: what is ours, and where there is something to compare with, that and the ratio of the two. */
export interface Measured {
  readonly ours: Spread;
  readonly others?: Spread;
  /** Ours divided by the others', of one pair of repeats after the other. */
  readonly ratio?: Spread;
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
  readonly ours: Spread;
  readonly others: Spread | null;
  readonly ratio: Spread | null;
  readonly goal: Goal | null;
  /** Whether the goal is met; null without one. */
  readonly met: boolean | null;
}

export async function runRow({ name, unit, goal, run }: Row): Promise<Result> {
  const { ours, others, ratio } = await run();
  const found = goal?.of === 'ratio' ? ratio : ours;
  return {
    name,
    unit,
    ours,
    others: others ?? null,
    ratio: ratio ?? null,
    goal: goal ?? null,
    met: goal === undefined ? null : found !== undefined && found.median <= goal.atMost,
  };
}
