import type { Container, EnvSource } from '../../../lib/model/kubernetes';
import { readField, type PodFacts } from './fields';
import type { Stored } from './secrets';

export interface Sources {
  readonly pod: PodFacts;
  readonly secrets: Stored;
  readonly configMaps?: Stored;
}

export type Variables = readonly (readonly [name: string, value: string])[];

/** The variables of a container, in the manifest's order and with references expanded, as the kubelet makes them. */
export function resolveEnvironment(container: Container<string>, sources: Sources): Variables {
  const variables = new Map<string, string>();
  for (const { prefix = '', secretRef, configMapRef } of container.envFrom ?? []) {
    const kind = secretRef === undefined ? 'ConfigMap' : 'Secret';
    const stored = (secretRef === undefined ? sources.configMaps : sources.secrets) ?? {};
    const { name, optional } = secretRef ?? configMapRef ?? { name: '' };
    if (!(name in stored) && optional !== true) throw missing(kind, name, Object.keys(stored));
    for (const [key, value] of Object.entries(stored[name] ?? {})) variables.set(prefix + key, value);
  }
  for (const { name, value, valueFrom } of container.env) {
    const resolved = valueFrom === undefined ? expand(value ?? '', variables) : readSource(valueFrom, sources);
    if (resolved !== undefined) variables.set(name, resolved);
  }
  return [...variables];
}

/** Replaces `$(NAME)` by what was set before; an unknown name stays as it is, and `$$` is a dollar sign. */
export function expand(value: string, variables: ReadonlyMap<string, string>): string {
  return value.replace(/\$(?:\$|\(([^()]*)\))/g, (found: string, name: string | undefined) =>
    name === undefined ? '$' : (variables.get(name) ?? found),
  );
}

function readSource(source: EnvSource<string>, { pod, secrets, configMaps = {} }: Sources): string | undefined {
  if (source.fieldRef !== undefined) return readField(pod, source.fieldRef.fieldPath);
  const [kind, stored, reference] =
    source.secretKeyRef === undefined
      ? (['ConfigMap', configMaps, source.configMapKeyRef] as const)
      : (['Secret', secrets, source.secretKeyRef] as const);
  if (reference === undefined) throw new Error(`A variable of the manifest has the source ${JSON.stringify(source)}.`);
  const found = stored[reference.name]?.[reference.key];
  if (found !== undefined || reference.optional === true) return found;
  throw missing(kind, `${reference.name}/${reference.key}`, Object.keys(stored));
}

function missing(kind: string, wanted: string, there: readonly string[]): Error {
  return new Error(
    `The manifest refers to the ${kind} "${wanted}", and the bed has only: ${there.join(', ') || 'none'}.`,
  );
}
