import type * as pulumi from '@pulumi/pulumi';

type Leaf = string | number | boolean | undefined | Promise<unknown> | pulumi.OutputInstance<unknown>;

/** The same shape without `readonly`, as @pulumi/kubernetes expects it. */
export type Writable<T> = T extends Leaf ? T : { -readonly [K in keyof T]: Writable<T[K]> };

/** Passes a manifest of the model on as typed args. The compiler checks it against the types of @pulumi/kubernetes. */
export function writable<T>(manifest: T): Writable<T> {
  return manifest as Writable<T>;
}
