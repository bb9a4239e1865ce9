import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyBlock } from '../../nodes/guide/apply-block';
import { readBlocks } from '../../nodes/guide/blocks';
import { writeShop } from '../../nodes/guide/shop';

test('each block of the guide is a command or names its file', () => {
  const nameless = readBlocks().filter(({ language, file }) => language !== 'sh' && file === undefined);
  expect(nameless).toEqual([]);
});

test('each file of the guide that a reader must change is in it', () => {
  const files = new Set(readBlocks().map(({ file }) => file));
  const expected = ['mix.exs', 'lib/shop/application.ex', 'lib/shop_web/endpoint.ex', 'config/prod.exs', 'Dockerfile'];
  expect(expected.filter((file) => !files.has(file))).toEqual([]);
});

test('all blocks apply in their order to what Phoenix generates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  try {
    const shop = writeShop(folder);
    expect(readFileSync(join(shop, 'lib/shop/application.ex'), 'utf8')).not.toContain('DNSCluster');
    expect(readFileSync(join(shop, 'Dockerfile'), 'utf8')).toContain('COPY vendor vendor');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a change whose lines are not there, or are there twice, is an error', () => {
  const change = { language: 'diff', file: 'a.ex', text: '-one\n+two\n' };
  expect(applyBlock(change, 'one\n')).toBe('two\n');
  expect(() => applyBlock(change, 'none\n')).toThrow('a.ex does not have these lines:\none');
  expect(() => applyBlock(change, 'one\none\n')).toThrow('a.ex has these lines more than once:\none');
  expect(() => applyBlock(change, undefined)).toThrow('which the application does not have');
});

test('a file that is written must not be there', () => {
  const written = { language: 'elixir', file: 'a.ex', text: '# a.ex\n' };
  expect(applyBlock(written, undefined)).toBe('# a.ex\n');
  expect(() => applyBlock(written, '')).toThrow('which is there already');
});
