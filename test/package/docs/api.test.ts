import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doors, exportsOf } from './api-examples';

const root = join(__dirname, '../../..');

jest.setTimeout(120_000);

let made: string;
beforeAll(() => {
  made = mkdtempSync(join(tmpdir(), 'api-'));
  // typedoc is an ES module, which jest does not load.
  execFileSync(process.execPath, ['--import', 'tsx', 'packaging/docs/main.ts', made], { cwd: root });
});
afterAll(() => {
  rmSync(made, { recursive: true });
});

function pagesIn(folder: string): ReadonlyMap<string, string> {
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

test('the API reference is what the sources say (npm run docs)', () => {
  const pages = pagesIn(join(root, 'docs/api'));

  expect([...pages.keys()]).toEqual(['README.md', 'cdk8s.md', 'model.md', 'pulumi.md']);
  expect(pages).toEqual(pagesIn(join(made, 'api')));
});

test('the API reference says nothing of the machine', () => {
  const text = [...pagesIn(join(made, 'api')).values()].join('\n');

  expect(text).not.toContain(root);
  expect(text).not.toContain('node_modules');
});

test.each(doors)('every export of %s says what it is', (door) => {
  expect(exportsOf(door).undocumented).toEqual([]);
});
