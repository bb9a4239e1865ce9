import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from './built-package';
import { importsOf } from './imports';

/** What the command line needs before it asks a cluster. */
const light = [
  'commander',
  'cli-table3',
  'string-width',
  'picocolors',
  'strip-ansi',
  'ansi-regex',
  'emoji-regex',
  'is-fullwidth-code-point',
];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'command-line-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('the client of Kubernetes is named by the file that becomes its bundle, and its types by the one that loads that', () => {
  const named = importsOf('lib').filter(({ to }) => to.startsWith('@kubernetes/'));

  expect(named.map(({ from, typeOnly }) => ({ from, typeOnly }))).toEqual([
    { from: 'lib/cli/cluster/kube-config.ts', typeOnly: true },
    { from: 'lib/cli/cluster/kubernetes-client.mts', typeOnly: false },
  ]);
});

test('no door of the library leads to the command line', () => {
  const strange = importsOf('lib').filter(({ from, to }) => !from.startsWith('lib/cli/') && to.startsWith('lib/cli/'));

  expect(strange).toEqual([]);
});

test('--help needs no client of Kubernetes, not even to be installed', () => {
  buildPackage(folder, light);
  writeFileSync(
    join(folder, 'program.js'),
    "require('./dist/lib/cli/main').run(['--help']).then((code) => process.exit(code))",
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' });

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/cookie .*\n.*doctor .*\n.*runtime .*\n.*status /);
});
