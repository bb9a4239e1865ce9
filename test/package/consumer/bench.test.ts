import { join } from 'node:path';
import { builtCheckout } from './workshop/folder';
import { run, testLimit } from './workshop/run';

jest.setTimeout(testLimit);

const bench = (...args: string[]) =>
  run(builtCheckout(), ['node', '--import', 'tsx', join(builtCheckout(), 'bench/bench.ts'), ...args]);

const spread = {
  min: expect.any(Number) as number,
  median: expect.any(Number) as number,
  max: expect.any(Number) as number,
};

test('--only runs one row, and --json prints it in the promised shape', async () => {
  const { output } = await bench('--json', '--only', 'clusters-1');
  const json = output.split('\n').find((line) => line.startsWith('{')) ?? '';
  expect(JSON.parse(json)).toEqual({
    rows: [
      {
        name: 'clusters-1',
        unit: 'CPU ms per cluster',
        ours: spread,
        others: spread,
        ratio: spread,
        goal: { of: 'ours', atMost: 3 },
        met: expect.any(Boolean) as boolean,
        error: null,
      },
    ],
  });
});

test('without --json it prints a table, whose colours are for a terminal alone', async () => {
  const { output } = await bench('--only', 'load-model');
  expect(output).toMatch(/load-model +│ CPU ms +│/);
  expect(output).not.toContain('\u001b[');
});

test('a row that does not exist is an error that lists those that do', async () => {
  const { code, output } = await bench('--only', 'clusters');
  expect(code).toBe(2);
  expect(output).toMatch(/unknown row clusters\. The rows are founding-synth, clusters-1, .*cdk8s-synth/);
});

test('--help lists every row with what it measures', async () => {
  const { code, output } = await bench('--help');
  expect(code).toBe(0);
  expect(output).toMatch(/founding-synth +synth of the founding example, against the same objects hand-written/);
});
