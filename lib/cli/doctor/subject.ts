import type { Facts } from './facts/facts';
import type { Finding } from './finding';

/** A group of checks of the same thing. They are pure: the same facts give the same findings. */
export interface Subject {
  readonly name: string;
  /** What is looked at, for whoever reads that nothing was found. */
  readonly looksAt: string;
  readonly find: (facts: Facts) => readonly Finding[];
  /** Why finding nothing says nothing, if so: what it looks at could not be had. */
  readonly cannotSay?: (facts: Facts) => string | undefined;
}
