import { runtime } from '@pulumi/pulumi';
import { nameByProvider, record } from '../pulumi/engine';
import { foundingImage } from './machine/images';
import { applicationImage } from './print';
import type { Manifest } from './server-side-apply';

/** What a program of Pulumi registers of Kubernetes, as its provider sends it: secrets in clear, and with a name each. */
export async function registeredManifests(program: () => unknown): Promise<readonly Manifest[]> {
  const { registrations } = await record(program);
  return registrations
    .filter(({ inputs }) => 'kind' in inputs)
    .map(({ name, inputs }) => {
      const manifest = reveal(inputs) as Manifest;
      return { ...manifest, metadata: { ...manifest.metadata, name: manifest.metadata.name || nameByProvider(name) } };
    });
}

// As the engine's protocol marks it, a secret is an object with its value inside.
function reveal(value: unknown): unknown {
  if (value === foundingImage) return applicationImage();
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== 'object' || value === null) return value;
  const { [runtime.specialSigKey]: mark, value: inside } = value as Readonly<Record<string, unknown>>;
  if (mark === runtime.specialSecretSig) return reveal(inside);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reveal(item)]));
}
