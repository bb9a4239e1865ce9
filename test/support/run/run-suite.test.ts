import { countOne } from './counts';
import { runSuite } from './run-suite';
import type { Suite } from './suite';

const gotBy = 'install it from https://example.com';
const suite: Suite = {
  name: 'engine',
  about: '',
  command: ['true'],
  count: countOne,
  needs: ['no-such-program'],
  gotBy,
};

async function run(more: Partial<Suite>) {
  const printed: (string | Uint8Array)[] = [];
  const counts = await runSuite({ ...suite, ...more }, [], (text) => void printed.push(text));
  return { counts, printed: printed.join('') };
}

test('a suite that lacks a program is skipped, and says how the program is got', async () => {
  expect(await run({})).toEqual({
    counts: { passed: 0, failed: 0, skipped: 1 },
    printed: `\n== engine: skipped, because no-such-program missing; ${gotBy}\n`,
  });
});

test('one that is required fails instead', async () => {
  expect(await run({ required: true })).toEqual({
    counts: { passed: 0, failed: 1, skipped: 0 },
    printed: `\n== engine: failed, because no-such-program missing; ${gotBy}\n`,
  });
});
