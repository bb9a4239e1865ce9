import type { Contribution } from './contribution';
import type { CookieSource } from './engine';
import type { GivenWorkload } from './given/workload';
import type { Fields, Report } from './schema';

/** What a feature can apply to: a printed cluster, or clustering that is attached to an existing workload. */
export type Target = 'cluster' | 'attachment';

/** What is known before the first feature decides. */
export interface Base {
  readonly id: unknown;
  readonly cookieSource: CookieSource;
  /** Whether the engine completes the names of Jobs. */
  readonly awaits?: boolean;
  /** Name of the Secret that the engine created from variables by value. It may be an Output. */
  readonly secretsName?: unknown;
  /** The workload that clustering is added to, if its manifest was given. */
  readonly given?: GivenWorkload;
}

/**
 * One capability of a cluster: its properties, how they are read, and what they become. `P` is its props interface, `N` what
 * it needs from earlier features, `G` what it provides to later ones. The list in `features.ts` does not compile if a feature
 * needs something that no earlier feature provides.
 */
export interface Feature<P, N, G, T extends Target> {
  readonly name: string;
  readonly appliesTo: readonly T[];
  readonly schema: Fields<P>;
  readonly required?: readonly (keyof P & string)[];
  /** Checks and decides in one pass. An invalid property is missing from `props`, even a required one. */
  readonly decide: (props: Partial<P>, context: N, report: Report) => Decision<G>;
}

export interface Decision<G> extends Contribution {
  readonly settled?: G;
}

/** `feature<Props>()({ … })`: with two calls, the compiler infers everything except the props. */
export function feature<P>() {
  return <const T extends Target, N = Base, G = object>(given: Feature<P, N, G, T>): Feature<P, N, G, T> => given;
}
