import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tarball, workshop } from './workshop/folder';
import { run, succeed, testLimit } from './workshop/run';

jest.setTimeout(testLimit);

const root = resolve(__dirname, '../..');
const tool = (name: string) => join(root, 'node_modules/.bin', name);

let files: readonly string[];

beforeAll(async () => {
  const listed = await succeed(workshop(), ['tar', '-tzf', tarball()]);
  files = listed
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
});

test('the package has each door with its types', () => {
  const doors = ['index', 'cdk8s/index', 'pulumi/index', 'model/index'];
  const built = doors.flatMap((door) => [`dist/lib/${door}.js`, `dist/lib/${door}.d.ts`]);
  expect(files).toEqual(expect.arrayContaining(built));
});

test("the package has the runtime's source, so that `mix` can take it from node_modules", () => {
  const source = ['runtime/mix.exs', 'runtime/lib/beam_cluster.ex', 'runtime/lib/beam_cluster/supervisor.ex'];
  expect(files).toEqual(expect.arrayContaining(source));
});

test('the package has nothing that is neither code, runtime nor a document', () => {
  const meant =
    /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/lib\/[\w/-]+\.(js|mjs|d\.m?ts|licenses\.txt)|runtime\/(lib\/[\w/]+\.ex|mix\.exs|README\.md|LICENSE|CHANGELOG\.md|\.formatter\.exs))$/;
  expect(files.filter((path) => !meant.test(path))).toEqual([]);
  expect(files.filter((path) => /\btest\b|\.test\.|_test\.exs|\.map$|fixture|_build|deps\//.test(path))).toEqual([]);
});

test('a file that lies beside the build by chance is not packed', () => {
  const { files: named } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] };
  const always = ['package.json', 'README.md', 'LICENSE'];
  const isNamed = (path: string) => named.some((entry) => path === entry || path.startsWith(`${entry}/`));
  expect(files.filter((path) => !always.includes(path) && !isNamed(path))).toEqual([]);
});

test('publint finds nothing', async () => {
  const { code, output } = await run(workshop(), [tool('publint'), 'run', tarball(), '--strict']);
  expect(output).toContain('All good!');
  expect(code).toBe(0);
});

test('attw finds nothing, in any of the ways in which TypeScript resolves modules', async () => {
  const printed = await succeed(workshop(), [tool('attw'), tarball(), '--format', 'json']);
  const { analysis } = JSON.parse(printed) as { analysis: { problems: unknown[]; entrypoints: object } };
  expect(analysis.problems).toEqual([]);
  expect(Object.keys(analysis.entrypoints)).toEqual(['.', './cdk8s', './pulumi', './model', './package.json']);
});
