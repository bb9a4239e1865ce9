import { spawnSync } from 'node:child_process';
import { jsonSchemaFolder } from './json-schemas';
import { kubeconformBinary } from './toolchain';

export interface Verdict {
  readonly valid: number;
  readonly problems: readonly string[];
}

/** What kubeconform says of all manifests in a folder, in its strict mode. */
export function kubeconform(folder: string): Verdict {
  const schemas = `${jsonSchemaFolder()}/{{ .ResourceKind }}{{ .KindSuffix }}.json`;
  const args = ['-strict', '-summary', '-output', 'json', '-schema-location', schemas, folder];
  const { stdout, stderr } = spawnSync(kubeconformBinary(), args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (!stdout.startsWith('{')) throw new Error(`kubeconform: ${stderr || stdout}`);
  const { resources = [], summary } = JSON.parse(stdout) as Report;
  return {
    valid: summary.valid,
    problems: resources.map(({ filename, kind, msg }) => `${filename}: ${kind}: ${msg}`),
  };
}

interface Report {
  readonly resources?: readonly { readonly filename: string; readonly kind: string; readonly msg: string }[];
  readonly summary: { readonly valid: number };
}
