import { readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { versions } from '../../../lib/cdk8s/versions';
import { tarball, workshop } from './workshop/folder';
import { packCopy } from './workshop/pack';
import { run, succeed, testLimit } from './workshop/run';

jest.setTimeout(testLimit);

const root = resolve(__dirname, '../../..');
// One for each version of cdk8s-plus but 28, whose door is `cdk8s`.
const plusDoors = versions.slice(1).map((version) => `cdk8s-plus-${version}`);
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
  const doors = ['index', 'cdk8s/index', ...plusDoors.map((door) => `${door}/index`), 'pulumi/index', 'model/index'];
  const built = doors.flatMap((door) => [`dist/lib/${door}.js`, `dist/lib/${door}.d.ts`]);
  expect(files).toEqual(expect.arrayContaining(built));
});

test("the package has the runtime's source, so that `mix` can take it from node_modules", () => {
  const source = ['mix.exs', 'LICENSE', 'CHANGELOG.md', 'lib/beam_cluster.ex', 'lib/beam_cluster/supervisor.ex'];
  expect(files).toEqual(expect.arrayContaining(source.map((path) => `runtime/${path}`)));
});

test('the package has nothing that is neither code, runtime nor a document', () => {
  const meant =
    /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|docs\/[\w/-]+\.md|docs\/images\/[\w-]+\.svg|examples\/(plain\/manifests|pulumi\/attach)\.ts|dist\/lib\/([\w/-]+\.(js|mjs|d\.m?ts|licenses\.txt)|(attachment-)?schema\.json)|lib\/cli\/[\w/-]+\.exs|runtime\/(lib\/[\w/]+\.ex|mix\.exs|README\.md|LICENSE|CHANGELOG\.md|\.formatter\.exs))$/;
  expect(files.filter((path) => !meant.test(path))).toEqual([]);
  expect(files.filter((path) => /\btest\b|\.test\.|_test\.exs|\.map$|fixture|_build|deps\//.test(path))).toEqual([]);
});

test('a file that lies beside the build by chance is not packed', () => {
  const { files: named } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] };
  const always = ['package.json', 'README.md', 'LICENSE'];
  const isNamed = (path: string) => named.some((entry) => path === entry || path.startsWith(`${entry}/`));
  expect(files.filter((path) => !always.includes(path) && !isNamed(path))).toEqual([]);
});

const contentOf = (path: string) => succeed(workshop(), ['tar', '-xzOf', tarball(), `package/${path}`]);

test('whatever the documents and the command line point to is in the package', async () => {
  const pages = files.filter((path) => path.endsWith('.md'));
  const commands = files.filter((path) => /^dist\/lib\/cli\/.*\.js$/.test(path));
  const links = await Promise.all(
    pages.map(async (page) =>
      [...(await contentOf(page)).replace(/`[^`\n]*`/g, '').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
        ([, link = '']) => normalize(join(dirname(page), link)),
      ),
    ),
  );
  const named = await Promise.all(
    commands.map(async (file) => [...(await contentOf(file)).matchAll(/docs\/[\w/-]+\.md/g)].map(([path]) => path)),
  );
  const targets = [...new Set([...links.flat(), ...named.flat()])];

  expect(targets).toEqual(expect.arrayContaining(['docs/doctor.md', 'docs/reference.md', 'docs/api/model.md']));
  expect(targets.filter((target) => !files.some((path) => path === target || path.startsWith(`${target}/`)))).toEqual(
    [],
  );
});

test('each license in the bundle has its text', async () => {
  const text = await contentOf('dist/lib/cli/cluster/kubernetes-client.licenses.txt');
  const texts = [...text.matchAll(/^(\S+) \S+ \(.+\)\n=+\n([^]*?)(?=\n\S+ \S+ \(.+\)\n=+\n|$(?![^]))/gm)];

  expect(texts.map(([, name]) => name)).toEqual(expect.arrayContaining(['@kubernetes/client-node', 'undici', 'ws']));
  expect(texts.filter(([, , terms = '']) => terms.trim().length < 200).map(([, name]) => name)).toEqual([]);
});

test('the package has the same bytes wherever it is packed, and whoever may read the files there', async () => {
  const other = join(workshop(), 'somewhere/else/checkout');
  await packCopy(other, join(workshop(), 'again.tgz'), { isPrivate: true });

  expect(readFileSync(join(workshop(), 'again.tgz')).equals(readFileSync(tarball()))).toBe(true);
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
  const schemas = ['./schema.json', './attachment-schema.json'];
  expect(Object.keys(analysis.entrypoints)).toEqual([
    '.',
    './cdk8s',
    ...plusDoors.map((door) => `./${door}`),
    './pulumi',
    './model',
    ...schemas,
    './package.json',
  ]);
});
