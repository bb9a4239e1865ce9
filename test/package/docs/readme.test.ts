import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesVersion } from '../../kubernetes/machine/programs';
import { compiler, engines, type Age } from '../consumer/workshop/versions';
import { picturesOf } from '../../unit/cli/shown';

const read = (file: string) => readFileSync(join(__dirname, '../../..', file), 'utf8');
const readme = read('README.md');

/** The cells of the table row that begins with this. */
function row(first: string): readonly string[] {
  const line = readme.split('\n').find((text) => text.startsWith(`| ${first} |`)) ?? '';
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const versions = (age: Age): Readonly<Record<string, string>> => ({
  ...engines.cdk8s(age),
  ...engines.pulumi(age),
});

describe('the requirements', () => {
  test.each(Object.keys(versions('newest')))('name the versions of %s that the consumer tests install', (name) => {
    expect(row(`\`${name}\``).slice(1)).toEqual([versions('oldest')[name], versions('newest')[name]]);
  });

  test('name the compilers of the consumer tests', () => {
    expect(row('TypeScript').slice(1)).toEqual([compiler('oldest')['typescript'], compiler('newest')['typescript']]);
  });

  test('name the oldest Node of the package', () => {
    const { engines: needed } = JSON.parse(read('package.json')) as { readonly engines: { readonly node: string } };
    expect(`>=${row('Node.js')[1] ?? ''}`).toBe(needed.node);
  });

  test('name the oldest Elixir of the runtime', () => {
    const oldest = /^\S+/.exec(row('Elixir with Erlang/OTP')[1] ?? '')?.[0] ?? '?';
    expect(read('runtime/mix.exs')).toContain(`elixir: "~> ${oldest}"`);
  });

  test('name the Kubernetes that the cluster tests start', () => {
    expect(kubernetesVersion.startsWith(`v${row('Kubernetes')[2] ?? '?'}.`)).toBe(true);
  });
});

test('the status is the beginning of the one in docs/cli.md', () => {
  const [, shown = ''] = /^```console\n\$ npx beam-cluster status\n(.*?)^```/ms.exec(readme) ?? [];
  const [, ...printed] = (picturesOf(read('docs/cli.md')).get('status of a healthy cluster') ?? '').split('\n');

  expect(shown.split('\n').length).toBeGreaterThan(5);
  expect(printed.join('\n').startsWith(shown)).toBe(true);
});
