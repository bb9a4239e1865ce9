import { apiVariable } from './api';

/** A manifest of one of the kinds that a cluster is printed in, or of what it refers to. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** What the API server says to a manifest. */
export interface Answer {
  /** The object with all defaults of the API server; undefined where it was refused. */
  readonly object: unknown;
  /** Why it was refused; empty where it was not. */
  readonly refusal: string;
  readonly warnings: readonly string[];
}

export interface ApplyOptions {
  /** Whether nothing is to be kept of it. */
  readonly dryRun?: boolean;
  /** Whether fields that somebody else has changed are taken back. */
  readonly force?: boolean;
}

/**
 * Applies a manifest as `kubectl apply --server-side` does, strictly, without a process that first asks what the API has. It goes
 * into the namespace that is named here, whatever it says itself.
 */
export async function applyManifest(
  manifest: Manifest,
  namespace: string,
  { dryRun = false, force = false }: ApplyOptions = {},
): Promise<Answer> {
  const query = new URLSearchParams({ fieldManager: 'kubectl', fieldValidation: 'Strict', force: String(force) });
  if (dryRun) query.set('dryRun', 'All');
  const answer = await fetch(`${process.env[apiVariable] ?? ''}${pathOf(manifest, namespace)}?${query.toString()}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/apply-patch+yaml' },
    body: JSON.stringify(placedIn(namespace, manifest)),
    signal: AbortSignal.timeout(30_000),
  });
  const body = await answer.text();
  const warnings = warningsOf(answer.headers.get('warning'));
  if (!answer.ok) return { object: undefined, refusal: reasonOf(body), warnings };
  return { object: JSON.parse(body) as unknown, refusal: '', warnings };
}

/** The path of the API at which an object is. */
export function pathOf({ apiVersion, kind, metadata }: Manifest, namespace: string): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = `${kind.toLowerCase().replace(/y$/, 'ie').replace(/s$/, 'se')}s`;
  return kind === 'Namespace'
    ? `${group}/${plural}/${metadata.name}`
    : `${group}/namespaces/${namespace}/${plural}/${metadata.name}`;
}

/** The manifest as it is applied in that namespace. */
export function placedIn(namespace: string, manifest: Manifest): Manifest {
  if (manifest.kind === 'Namespace') return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, namespace } as Manifest['metadata'] };
}

function reasonOf(body: string): string {
  try {
    return (JSON.parse(body) as { readonly message: string }).message;
  } catch {
    return body;
  }
}

// Each is `299 - "text"`, in which quotes and backslashes are escaped.
function warningsOf(header: string | null): readonly string[] {
  return [...(header ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    text.replace(/\\(.)/g, '$1'),
  );
}
