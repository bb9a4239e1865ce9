import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubeconform } from '../schemas/kubeconform';
import { findingsOfExamples, findingsOfRows, ignoredFindings } from './ignored-findings';
import { kubeScore } from './kube-score';
import { printExamples, printRows, type Printed } from './printed';

// Compiling a checker for the first time takes minutes on a small machine.
jest.setTimeout(600_000);

let examples: Printed;
const rows = printRows();
beforeAll(async () => {
  examples = await printExamples();
});

test('every example is checked here', () => {
  const folder = join(__dirname, '../../../examples');
  const files = ['cdk8s', 'plain', 'pulumi'].flatMap((engine) =>
    readdirSync(join(folder, engine)).map((file) => `${engine}/${file.replace('.ts', '')}`),
  );

  expect(Object.keys(examples).sort()).toEqual(files.sort());
});

test('kubeconform accepts everything that is printed, in its strict mode', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  const printed = [...Object.values(examples), ...Object.values(rows)];
  for (const [index, items] of printed.entries()) {
    writeFileSync(join(folder, `${index}.json`), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  }

  expect(kubeconform(folder)).toEqual({ valid: printed.flat().length, problems: [] });
  rmSync(folder, { recursive: true });
});

describe('kube-score', () => {
  const seen = new Set<string>();

  /** What it says against each, without what is explained. */
  function unexplained(printed: Printed): Printed {
    const found = Object.entries(printed).map(([name, manifests]) => {
      const findings = kubeScore(manifests);
      for (const finding of findings) seen.add(finding);
      return [name, findings.filter((finding) => !(finding in ignoredFindings))] as const;
    });
    return Object.fromEntries(found.filter(([, findings]) => findings.length > 0));
  }

  test('finds nothing in an example that is neither explained nor asked for by the example', () => {
    expect(unexplained(examples)).toEqual(findingsOfExamples);
  });

  test('finds nothing in a row of the parity table that is neither explained nor asked for by the row', () => {
    expect(unexplained(rows)).toEqual(findingsOfRows);
  });

  test('finds all that is explained, so that no explanation outlives its finding', () => {
    expect(Object.keys(ignoredFindings).filter((finding) => !seen.has(finding))).toEqual([]);
  });
});
