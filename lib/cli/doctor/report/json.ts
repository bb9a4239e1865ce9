import type { Verdict } from '../diagnose';

/** The verdict as `--json` prints it. */
export function jsonReport({ facts, findings, unseen, examined }: Verdict): object {
  const { kind, name, namespace } = facts.workload;
  return {
    workload: { kind, name, namespace },
    pods: facts.pods.length,
    healthy: findings.length === 0 && unseen.length === 0,
    findings,
    unseen,
    checked: examined.map(({ subject, findings: found, unknown }) => ({
      name: subject.name,
      state: found.length > 0 ? 'found' : unknown === undefined ? 'good' : 'unknown',
      ...(unknown === undefined ? {} : { unknown }),
    })),
  };
}
