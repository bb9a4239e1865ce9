import type { Annotations, Labels, Metadata } from './kubernetes';

/** Metadata of one object; what is not given is left out, so that the engine's own namespace holds. */
export function metadata<V>(
  name: string,
  namespace: V | undefined,
  labels: Labels,
  annotations?: Annotations<V>,
): Metadata<V> {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    labels,
    ...(annotations === undefined || Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}
