/** What every object of the Kubernetes API has in common. */

export interface Metadata<V> {
  readonly name: string;
  readonly namespace?: V;
  readonly labels: Labels;
  readonly annotations?: Annotations<V>;
}

export type Labels = Readonly<Record<string, string>>;
export type Annotations<V> = Readonly<Record<string, Leaf<V>>>;

/** A value of the user, or one of the model. */
export type Leaf<V> = V | string;

export interface LabelSelector {
  readonly matchLabels: Labels;
}
