import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from '../measure/compare';
import { timeCommand } from '../measure/fresh-process';
import type { Row } from '../row';

const repeats = 5;

const synth = (app: string, output: string) => () =>
  timeCommand('npx', ['cdk8s', 'synth', '--check-upgrade=false', '--app', app, '--output', output]);

export const cdk8sSynth: Row = {
  name: 'cdk8s-synth',
  about: 'wall time of npx cdk8s synth, compiled as in cdk8s.yaml, against the same app through tsx',
  unit: 'ms',
  goal: { of: 'ratio', atMost: 0.9 },
  run: async () => {
    const output = mkdtempSync(join(tmpdir(), 'beam-cluster-bench-'));
    try {
      return await compare(
        { ours: synth('node dist/main.js', output), others: synth('tsx main.ts', output) },
        { counted: repeats },
      );
    } finally {
      rmSync(output, { recursive: true, force: true });
    }
  },
};
