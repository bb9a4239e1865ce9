import fc from 'fast-check';
import { kinds, type FaultKind } from './kinds';

/**
 * Every run has another seed, which the name of the test shows; `FAULT_SEED=<seed>` repeats one, and `FAULTS=<number>` makes it longer.
 */
export const seed = numberFrom('FAULT_SEED') ?? Date.now() % 2 ** 31;
export const faults = numberFrom('FAULTS') ?? 40;

export interface Draw {
  readonly kind: FaultKind;
  /** Chooses whom it strikes. */
  readonly luck: number;
}

/** Forty at a time in another order, so that the slow kinds come as often as their share says, and each kind comes. */
export function drawSequence(): readonly Draw[] {
  const bag = (Object.keys(kinds) as FaultKind[]).flatMap((kind) => Array<FaultKind>(kinds[kind].share).fill(kind));
  const bags = Math.ceil(faults / bag.length);
  const shuffled = fc.shuffledSubarray(bag, { minLength: bag.length });
  const orders = fc.array(shuffled, { minLength: bags, maxLength: bags });
  const lucks = fc.array(fc.noBias(fc.nat()), { minLength: faults, maxLength: faults });
  const [drawn] = fc.sample(fc.tuple(orders, lucks), { seed, numRuns: 1 });
  const [order = [], luck = []] = drawn ?? [];
  return order
    .flat()
    .slice(0, faults)
    .map((kind, step) => ({ kind, luck: luck[step] ?? 0 }));
}

function numberFrom(variable: string): number | undefined {
  const text = process.env[variable];
  return text === undefined ? undefined : Number(text);
}
