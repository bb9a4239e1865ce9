import type * as pulumi from '@pulumi/pulumi';

type Leaf = string | number | boolean | undefined | Promise<unknown> | pulumi.OutputInstance<unknown>;

/** The same shape without `readonly`, as the types of @pulumi/kubernetes have it. */
export type Writable<T> = T extends Leaf ? T : { -readonly [K in keyof T]: Writable<T[K]> };

/** The model's manifests are typed args as they are; the compiler checks each against the API's own types. */
export function writable<T>(manifest: T): Writable<T> {
  return manifest as Writable<T>;
}
