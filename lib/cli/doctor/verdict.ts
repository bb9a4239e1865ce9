import { diagnose, type Diagnosis } from './diagnose';
import type { Facts } from './facts/facts';
import { listUnseen, type Unseen } from './unseen';

/** What is said in the end, for a person and for a machine. */
export interface Verdict extends Diagnosis {
  readonly facts: Facts;
  readonly unseen: readonly Unseen[];
}

export function judge(facts: Facts): Verdict {
  return { facts, ...diagnose(facts), unseen: listUnseen(facts) };
}
