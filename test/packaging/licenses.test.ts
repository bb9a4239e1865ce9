import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { licensesOf } from '../../packaging/licenses';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'licenses-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function addPackage(name: string, manifest: object, texts: Readonly<Record<string, string>> = {}): string {
  const home = join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  const files = { 'package.json': JSON.stringify({ name, version: '1.0.0', ...manifest }), ...texts };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(home, file), text);
  return join(home, 'index.js');
}

test('each package is named once, with all that it says of its license, and the own files are not', () => {
  const scoped = addPackage('@scope/one', { license: 'Apache-2.0' }, { LICENSE: 'As is.\n', 'NOTICE.md': 'By Ada.\n' });
  const plain = addPackage('two', { license: 'Unlicense' }, { 'unlicense.txt': 'Free.', 'license-checker.js': '' });

  expect(licensesOf([plain, scoped, plain, 'lib/own.ts'])).toBe(
    '@scope/one 1.0.0 (Apache-2.0)\n=============================\n\nAs is.\nBy Ada.\n\n' +
      'two 1.0.0 (Unlicense)\n=====================\n\nFree.\n',
  );
});

test('a package that names no license is not given away', () => {
  const file = addPackage('mine', {});

  expect(() => licensesOf([file])).toThrow(/node_modules\/mine does not say under which license it is given\./);
});
