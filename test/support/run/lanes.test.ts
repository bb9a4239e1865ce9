import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countOne } from './counts';
import { runChosen } from './lanes';
import type { Command, Suite } from './suite';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanes-'));
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A command that notes its name, and first waits until others have noted theirs. */
function note(name: string, after: readonly string[] = []): Command {
  const waits = after.map((other) => `until grep -qx ${other} notes 2>/dev/null; do sleep 0.01; done; `);
  return ['sh', '-c', `cd ${folder}; ${waits.join('')}echo ${name} >> notes`];
}

function suite(name: string, command: Command, more: Partial<Suite> = {}): Suite {
  return { name, about: '', command, count: countOne, ...more };
}

const notes = () => readFileSync(join(folder, 'notes'), 'utf8').trim().split('\n');

test('a lane goes on while the others wait, one suite of it after the other, and all are counted', async () => {
  const total = await runChosen(
    [
      suite('main', note('main', ['second'])),
      suite('first', note('first'), { lane: 'a' }),
      suite('second', note('second', ['other']), { lane: 'a' }),
      suite('other', note('other', ['first']), { lane: 'b' }),
    ],
    [],
  );

  expect(notes()).toEqual(['first', 'other', 'second', 'main']);
  expect(total).toMatchObject({ passed: 4, failed: 0 });
});

test('those that are run only when they are named come after all others, also after those in lanes', async () => {
  await runChosen([suite('named', note('named'), { apart: true }), suite('beside', note('beside'), { lane: 'a' })], []);

  expect(notes()).toEqual(['beside', 'named']);
});

test('what a suite needs is done one after the other, before it', async () => {
  await runChosen([suite('last', note('last'), { prepare: [note('first'), note('second')] })], []);

  expect(notes()).toEqual(['first', 'second', 'last']);
});

test('what several suites need is done once, and fails all of them', async () => {
  const prepare: Command = ['sh', '-c', `echo prepared >> ${folder}/notes; exit 1`];
  const total = await runChosen(
    [suite('one', note('one'), { prepare: [prepare] }), suite('two', note('two'), { prepare: [prepare], lane: 'a' })],
    [],
  );

  expect(notes()).toEqual(['prepared']);
  expect(total).toMatchObject({ passed: 0, failed: 2 });
});
