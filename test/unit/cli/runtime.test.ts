import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as runOn } from '../../../lib/cli/main';
import { memoryTerminal, type MemoryTerminal } from './memory-terminal';

let folder: string;
let terminal: MemoryTerminal;
const run = (args: readonly string[]) => runOn(args, terminal.terminal);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beam-cluster-'));
  terminal = memoryTerminal();
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the runtime is copied with all that mix needs, and nothing of its tests', async () => {
  const target = join(folder, 'vendor/beam_cluster');
  expect(await run(['runtime', target])).toBe(0);
  expect(readFileSync(join(target, 'mix.exs'), 'utf8')).toContain('app: :beam_cluster');
  expect(existsSync(join(target, 'lib/beam_cluster.ex'))).toBe(true);
  expect(readFileSync(join(target, 'LICENSE'), 'utf8')).toContain('Apache License');
  expect(existsSync(join(target, 'test'))).toBe(false);
  expect(terminal.stdout()).toMatch(/^beam_cluster \d+\.\d+\.\d+: \d+ files in /);
});

test('a copy made before is replaced, with what the new version no longer has', async () => {
  await run(['runtime', folder]);
  writeFileSync(join(folder, 'lib/old.ex'), '');
  expect(await run(['runtime', folder])).toBe(0);
  expect(existsSync(join(folder, 'lib/old.ex'))).toBe(false);
});

test('a folder with something else in it is not touched', async () => {
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  expect(await run(['runtime', folder])).toBe(1);
  expect(terminal.stderr()).toBe(
    `beam-cluster: ${folder} contains something else; give an empty folder, or remove it first.\n`,
  );
  expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
});

test('a Mix project of another application is not touched', async () => {
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'mix.exs'), 'app: :my_app,');
  expect(await run(['runtime', folder])).toBe(1);
  expect(existsSync(join(folder, 'lib/beam_cluster.ex'))).toBe(false);
});

test('a file in the way is named', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(await run(['runtime', file])).toBe(1);
  expect(terminal.stderr()).toBe(`beam-cluster: ${file} is a file; give a folder.\n`);
});

test('--json tells a machine', async () => {
  expect(await run(['runtime', folder, '--json'])).toBe(0);
  const { files } = JSON.parse(terminal.stdout()) as { files: string[] };
  expect(files).toContain('mix.exs');
});

describe('--check', () => {
  const check = async (args: readonly string[] = []) => {
    terminal = memoryTerminal();
    return run(['runtime', folder, '--check', ...args]);
  };
  const change = (file: string, from: RegExp, to: string) => {
    writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace(from, to));
  };

  beforeEach(() => run(['runtime', folder]));

  test('a copy that is the same exits with 0, whatever Mix adds beside it', async () => {
    mkdirSync(join(folder, '_build'));
    expect(await check()).toBe(0);
    expect(terminal.stdout()).toMatch(/has beam_cluster \d+\.\d+\.\d+, the same as this package\n$/);
  });

  test('a copy that is older or newer says what to renew', async () => {
    change('mix.exs', /@version "[^"]*"/, '@version "0.0.9"');
    expect(await check()).toBe(1);
    expect(terminal.stdout()).toContain(`renew it with npx beam-cluster runtime ${folder}`);
    change('mix.exs', /@version "[^"]*"/, '@version "0.10.0"');
    expect(await check()).toBe(1);
    expect(terminal.stdout()).toContain('newer than');
  });

  test('a copy with changes names the files that differ, are missing or are too many', async () => {
    change('README.md', /./, 'x');
    rmSync(join(folder, 'lib/beam_cluster/clock.ex'));
    writeFileSync(join(folder, 'lib/mine.ex'), '');
    expect(await check(['--json'])).toBe(1);
    expect(JSON.parse(terminal.stdout())).toMatchObject({
      state: 'changed',
      files: ['README.md', 'lib/beam_cluster/clock.ex', 'lib/mine.ex'],
    });
  });

  test('a folder without a copy is an error that says how to make one', async () => {
    rmSync(join(folder, 'mix.exs'));
    expect(await check()).toBe(1);
    expect(terminal.stderr()).toBe(
      `beam-cluster: ${folder} has no copy of the runtime; make one with npx beam-cluster runtime ${folder}.\n`,
    );
  });
});

test('each file that the README of a copy links to is in the copy', async () => {
  await run(['runtime', folder]);
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)]+)\)|`(docs\/[^`]+)`/g)].map((match) => match[1] ?? match[2] ?? '');
  expect(links.length).toBeGreaterThan(0);
  for (const link of links.filter((link) => !link.startsWith('https://'))) {
    expect({ link, isThere: existsSync(join(folder, link)) }).toEqual({ link, isThere: true });
  }
});

test('a call that is wrong exits with 2 and points to the examples', async () => {
  expect(await run(['runtime'])).toBe(2);
  expect(terminal.stderr()).toContain("missing required argument 'folder'");
  expect(await run(['runtme', 'x'])).toBe(2);
  expect(terminal.stderr()).toContain('Did you mean runtime?');
});

test('--help has examples', async () => {
  expect(await run(['runtime', '--help'])).toBe(0);
  expect(terminal.stdout()).toContain('npx beam-cluster runtime vendor/beam_cluster');
});
