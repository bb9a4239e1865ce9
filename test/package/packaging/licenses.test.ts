import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { licensesOf } from '../../../packaging/licenses';

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

test('a package that names MIT and has no text of it gets the text, in the name of its author', () => {
  const named = addPackage('one', { license: 'MIT', author: 'Ada <ada@acme.dev>' });
  const listed = addPackage('two', { license: 'MIT', author: { name: 'Grace' } });

  const [one = '', two = ''] = licensesOf([named, listed]).split('\ntwo ');
  expect(one).toMatch(
    /^one 1\.0\.0 \(MIT\)\n=+\n\nThe MIT License\n\nCopyright \(c\) Ada <ada@acme\.dev>\n\nPermission is hereby/,
  );
  expect(two).toContain('Copyright (c) Grace\n');
});

test.each([{ license: 'MIT' }, { license: 'BSD-3-Clause', author: 'Ada' }])(
  'a package without a text that could be given for it is not given away: %j',
  (manifest) => {
    const file = addPackage('mine', manifest);

    expect(() => licensesOf([file])).toThrow(/node_modules\/mine contains no text of its license/);
  },
);

test('a file from elsewhere is not given away without a word', () => {
  expect(() => licensesOf(['../shared/tr46/index.js'])).toThrow('neither a file of this project nor in node_modules');
});

test('a package that names no license is not given away', () => {
  const file = addPackage('mine', {});

  expect(() => licensesOf([file])).toThrow(/node_modules\/mine names no license\./);
});
