import { manifests, modelCluster } from 'beam-cluster/model';
import { stringify } from 'yaml';

/** Prints the manifests without an engine, for `kubectl apply -f -`, a Helm chart or a test. */
export function render(): string {
  const model = modelCluster('rsolv-api', {
    image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
    http: { port: 4000 },
  });
  return manifests(model)
    .map((manifest) => stringify(manifest, { aliasDuplicateObjects: false }))
    .join('---\n');
}
