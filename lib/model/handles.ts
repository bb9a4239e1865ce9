import type { BeamClusterProps, HttpProps } from './props';

/** The props that decide which objects exist. */
export type DecisiveProps = Pick<
  BeamClusterProps<unknown>,
  'http' | 'service' | 'disruptionBudget' | 'networkPolicy' | 'autoscaling' | 'ingress' | 'route'
>;

/**
 * What a constructor takes in addition to its props, so that the compiler infers `P` from them: for each decisive property,
 * whether it is given, and whether it is false.
 */
export type Deciding<P> = Shallow<P, keyof P & keyof DecisiveProps>;

type Shallow<P, K extends keyof P> = { readonly [X in K]: P[X] extends object ? object : P[X] };

/** An object that does not exist if its property is false. */
export type Unless<T, P, K extends keyof DecisiveProps> = Present<T, Given<P, K>>;

/** The client Service. It surely exists with `http`, unless `service` is false. */
export type WithHttp<T, P> = P extends { readonly http: HttpProps } ? Present<T, Given<P, 'service'>> : T | undefined;

/** An object that exists only with its property. */
export type WhenGiven<T, P, K extends keyof DecisiveProps> = P extends Readonly<Record<K, object>> ? T : T | undefined;

type Given<P, K extends PropertyKey> = P extends Readonly<Partial<Record<K, infer V>>> ? V : undefined;

type Present<T, G> = [G] extends [false] ? undefined : false extends G ? T | undefined : T;
