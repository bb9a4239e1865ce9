import type { Contribution } from './contribution';
import type { CookieSource } from './engine';
import type { Fields, Report } from './schema';

/** What a feature can be part of: a printed cluster, clustering that is added to a workload, or both. */
export type Target = 'cluster' | 'attachment';

/** What is known before the first feature decides. */
export interface Base {
  readonly id: unknown;
  readonly cookieSource: CookieSource;
  /** Name of the Secret that the engine made of variables by value. It may be known only later. */
  readonly secretsName?: unknown;
}

/**
 * One capability of a cluster: its properties, how they are read, what they become. `P` is its props interface, `N` what
 * it needs of earlier features, `G` what it settles for later ones. The list in `features.ts` does not compile when a
 * feature needs what no earlier one settles.
 */
export interface Feature<P, N, G, T extends Target> {
  readonly name: string;
  readonly appliesTo: readonly T[];
  readonly schema: Fields<P>;
  readonly required?: readonly (keyof P & string)[];
  /** Checks and decides in one pass. A property that could not be read is missing, even a required one. */
  readonly decide: (props: Partial<P>, context: N, report: Report) => Decision<G>;
}

export interface Decision<G> extends Contribution {
  readonly settled?: G;
}

/** `feature<Props>()({ … })`: two calls, so that the props are given and everything else is inferred. */
export function feature<P>() {
  return <const T extends Target, N = Base, G = object>(given: Feature<P, N, G, T>): Feature<P, N, G, T> => given;
}
