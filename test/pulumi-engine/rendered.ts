import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { withoutDefaults } from '../manifests/parity/api-defaults';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The objects in the YAML files of a folder, by kind and name. */
export function manifestsIn(folder: string): Readonly<Record<string, Manifest>> {
  const found = yamlFiles(folder)
    .flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')))
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null)
    .map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const);
  return Object.fromEntries(found);
}

/** Printed objects as the provider writes them: in a namespace, and without what the API server would set to the same. */
export function asWritten(printed: Readonly<Record<string, Manifest>>): Readonly<Record<string, unknown>> {
  const written = Object.entries(printed).map(([name, manifest]) => {
    const { metadata, ...rest } = withoutDefaults(manifest);
    return [name, { ...rest, metadata: { ...metadata, namespace: 'default' } }] as const;
  });
  const isDefault = (key: string, value: unknown) => key === 'initialDelaySeconds' && value === 0;
  const text = JSON.stringify(written, (key, value: unknown) => (isDefault(key, value) ? undefined : value));
  return Object.fromEntries(JSON.parse(text) as typeof written);
}

function yamlFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name));
}
