import type { Annotations, Labels } from './metadata';

/** A Secret that only an engine with an encrypted state creates. It has no name if the engine generates one. */
export interface Secret<V> {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: V;
    readonly labels: Labels;
    readonly annotations?: Annotations<V>;
  };
  readonly stringData: Readonly<Record<string, V>>;
}
