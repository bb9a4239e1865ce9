import { runtime } from '@pulumi/pulumi';
import { nameByProvider, record } from './engine';

export interface Registered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** What a program registers of Kubernetes, as the provider sends it: secrets in clear, and with a name each. */
export async function registeredManifests(program: () => unknown): Promise<readonly Registered[]> {
  const { registrations } = await record(program);
  return registrations
    .filter(({ inputs }) => 'kind' in inputs)
    .map(({ name, inputs }) => {
      const manifest = reveal(inputs) as Registered;
      return { ...manifest, metadata: { ...manifest.metadata, name: manifest.metadata.name || nameByProvider(name) } };
    });
}

// As the engine's protocol marks it, a secret is an object with its value inside.
function reveal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== 'object' || value === null) return value;
  const { [runtime.specialSigKey]: mark, value: inside } = value as Readonly<Record<string, unknown>>;
  if (mark === runtime.specialSecretSig) return reveal(inside);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reveal(item)]));
}
