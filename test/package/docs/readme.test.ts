import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elixirVersions } from '../../nodes/machine/toolchain';
import { lineOf } from '../../support/node-releases';
import { generations } from '../consumer/workshop/versions';
import { picturesOf } from '../../unit/cli/shown';
import { withRequirements } from './requirements';

const read = (file: string) => readFileSync(join(__dirname, '../../..', file), 'utf8');
const readme = read('README.md');

test('the table of versions says what the tests run with', () => {
  expect(withRequirements(readme)).toBe(readme);
});

test('the oldest Node of the tests is the oldest of the package', () => {
  const { engines: needed } = JSON.parse(read('package.json')) as { readonly engines: { readonly node: string } };

  expect(needed.node).toBe(`>=${lineOf(generations.oldest.node)}`);
});

test('the oldest Elixir of the tests is the oldest of the runtime', () => {
  expect(read('runtime/mix.exs')).toContain(`elixir: "~> ${elixirVersions[0].split(' ')[0] ?? ''}"`);
});

test('the status is the beginning of the one in docs/cli.md', () => {
  const [, shown = ''] = /^```console\n\$ npx beam-cluster status\n(.*?)^```/ms.exec(readme) ?? [];
  const [, ...printed] = (picturesOf(read('docs/cli.md')).get('status of a healthy cluster') ?? '').split('\n');

  expect(shown.split('\n').length).toBeGreaterThan(5);
  expect(printed.join('\n').startsWith(shown)).toBe(true);
});
