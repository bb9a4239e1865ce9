import type { Finding } from '../../../lib/cli/doctor/finding';
import { waitFor } from '../../nodes/wait';
import { runCommandLine } from '../command-line';

/** What `doctor --json` prints. */
export interface Report {
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  readonly unseen: readonly { readonly what: string; readonly reason: string }[];
}

/** Runs the command as a user does, and checks its exit code against what it printed. */
export async function runDoctor(namespace: string): Promise<Report> {
  const outcome = await runCommandLine(['doctor', '--namespace', namespace, '--json']);
  if (outcome.stdout === '') throw new Error(`doctor ended with ${outcome.code}: ${outcome.stderr}`);
  const report = JSON.parse(outcome.stdout) as Report;
  const wanted = report.findings.length > 0 ? 1 : report.unseen.length > 0 ? 3 : 0;
  if (outcome.code !== wanted) throw new Error(`doctor ended with ${outcome.code} instead of ${wanted}`);
  return report;
}

/** What it prints for a person. */
export async function readDoctor(namespace: string): Promise<string> {
  return (await runCommandLine(['doctor', '--namespace', namespace])).stdout;
}

/** Waits until the first finding is the given one: Kubernetes needs a moment until a fault shows. */
export async function waitForFirst(namespace: string, code: string, withinMs = 90_000): Promise<Finding> {
  return waitFor(
    `${code} as the first finding in ${namespace}`,
    async () => {
      const { findings, unseen } = await runDoctor(namespace);
      const [first] = findings;
      if (first?.code === code) return first;
      throw new Error(
        `${JSON.stringify(findings.map((found) => [found.code, ...found.evidence]))} ${JSON.stringify(unseen)}`,
      );
    },
    { withinMs, everyMs: 6000 },
  );
}

/** Waits until nothing is wrong; a node that has just started needs a while. */
export async function waitForHealth(namespace: string, withinMs = 200_000): Promise<Report> {
  return waitFor(
    `no finding in ${namespace}`,
    async () => {
      const report = await runDoctor(namespace);
      if (report.healthy) return report;
      throw new Error(
        JSON.stringify([report.findings.map(({ code, evidence }) => [code, ...evidence]), report.unseen]),
      );
    },
    { withinMs, everyMs: 6000 },
  );
}
