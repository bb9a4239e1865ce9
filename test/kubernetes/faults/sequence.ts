import fc from 'fast-check';
import { kinds, type FaultKind } from './kinds';

/**
 * Every run has another seed, which the name of the test shows; `FAULT_SEED=<seed>` repeats one, and `FAULTS=<number>` makes it longer.
 * `FAULT_PART=1/2` is half of each kind, so that two clusters can be struck at a time.
 */
const seed = numberFrom('FAULT_SEED') ?? Date.now() % 2 ** 31;
const wanted = numberFrom('FAULTS');
const part = wanted === undefined ? process.env['FAULT_PART'] : undefined;
const bag = takePart(
  (Object.keys(kinds) as FaultKind[]).flatMap((kind) => Array<FaultKind>(kinds[kind].share).fill(kind)),
);
export const faults = wanted ?? bag.length;

/** What repeats this sequence. */
export const repeatedBy = `FAULT_SEED=${seed}${part === undefined ? '' : ` FAULT_PART=${part}`}`;

export interface Draw {
  readonly kind: FaultKind;
  /** Chooses whom it strikes. */
  readonly luck: number;
}

/** A bag at a time in another order, so that the slow kinds come as often as their share says, and each kind comes. */
export function drawSequence(): readonly Draw[] {
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

function takePart(all: readonly FaultKind[]): FaultKind[] {
  const [number = 1, of = 1] = (part ?? '1/1').split('/').map(Number);
  return all.filter((_, index) => index % of === number - 1);
}

function numberFrom(variable: string): number | undefined {
  const text = process.env[variable];
  return text === undefined ? undefined : Number(text);
}
