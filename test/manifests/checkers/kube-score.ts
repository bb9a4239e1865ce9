import { spawnSync } from 'node:child_process';
import { kubeScoreBinary } from '../schemas/toolchain';

/** What kube-score says against manifests that belong together: each as the check's id and what it saw, sorted. */
export function kubeScore(manifests: readonly unknown[]): readonly string[] {
  const input = manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n');
  const args = ['score', '--output-format', 'json', '--kubernetes-version', 'v1.34', '-'];
  const { stdout, stderr } = spawnSync(kubeScoreBinary(), args, { encoding: 'utf8', input });
  if (!stdout.startsWith('[')) throw new Error(`kube-score: ${stderr || stdout}`);
  const findings = (JSON.parse(stdout) as Report).flatMap(({ checks }) => checks.flatMap(findingsOf));
  return [...new Set(findings)].sort();
}

type Report = readonly { readonly checks: readonly Check[] }[];

interface Check {
  readonly check: { readonly id: string };
  /** 10 is good, 5 is a warning, 1 is critical. */
  readonly grade: number;
  readonly skipped: boolean;
  readonly comments: readonly { readonly summary: string }[] | null;
}

function findingsOf({ check, grade, skipped, comments }: Check): readonly string[] {
  return skipped || grade >= 10 ? [] : (comments ?? []).map(({ summary }) => `${check.id}: ${summary}`);
}
