import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { manifests } from 'beam-cluster/model';
import { kubeconform } from '../schemas/kubeconform';
import { outcomeOf } from './outcome';
import { runs, seed } from './run';
import { validProps } from './valid-props';

const sample = Math.ceil(runs / 10);

// Compiling kubeconform for the first time takes minutes on a small machine.
jest.setTimeout(600_000);

describe(`${sample} generated props, BEAM_CLUSTER_FUZZ_SEED=${seed}`, () => {
  test("become manifests that the Kubernetes API's own schemas accept", () => {
    const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
    const printed = fc
      .sample(validProps, { seed, numRuns: sample })
      .map(outcomeOf)
      .flatMap((outcome) => ('model' in outcome ? [manifests(outcome.model)] : []));
    for (const [index, items] of printed.entries()) {
      writeFileSync(join(folder, `${index}.json`), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    }

    const { valid, problems } = kubeconform(folder);

    expect(problems).toEqual([]);
    expect(valid).toBe(printed.flat().length);
    expect(valid).toBeGreaterThan(sample);
    rmSync(folder, { recursive: true });
  });
});
