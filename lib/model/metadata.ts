import { bytesOf } from './bytes';
import type { Annotations, Labels, Metadata } from './kubernetes';
import type { Report } from './problems';

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

// The API server's bound on all annotations of one object.
const mostAnnotationBytes = 256 * 1024;

export function checkAnnotations(
  property: string,
  annotations: Annotations<unknown> | undefined,
  report: Report,
): void {
  const known = Object.entries(annotations ?? {}).flat();
  const bytes = known.reduce<number>((sum, text) => sum + (typeof text === 'string' ? bytesOf(text) : 0), 0);
  if (bytes <= mostAnnotationBytes) return;
  const remedy = 'Put what is large into a ConfigMap.';
  report({ property, rule: `must have at most ${mostAnnotationBytes} bytes together`, got: String(bytes), remedy });
}
