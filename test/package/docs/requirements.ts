import { versions } from '../../../lib/cdk8s/versions';
import { kubernetesVersion } from '../../kubernetes/machine/programs';
import { elixirVersions } from '../../nodes/machine/toolchain';
import { lineOf } from '../../support/node-releases';
import { engines, generationNames, generations, installed, type GenerationName } from '../consumer/workshop/versions';

const marks = { begin: '<!-- versions: written by npm run docs -->', end: '<!-- /versions -->' } as const;

/** The page with the table of the versions that the tests ran with. */
export function withRequirements(page: string): string {
  const begin = page.indexOf(marks.begin);
  const end = page.indexOf(marks.end);
  if (begin < 0 || end < begin) throw new Error(`The page must have ${marks.begin} and ${marks.end}.`);
  return `${page.slice(0, begin + marks.begin.length)}\n\n${requirements()}\n\n${page.slice(end)}`;
}

function requirements(): string {
  const rows = [
    ['Node.js', each(({ node }) => lineOf(node))],
    [
      'TypeScript',
      [...new Set([...each(({ typescript }) => typescript).split(', '), installed('typescript')])].sort().join(', '),
    ],
    ...['cdk8s', 'constructs'].map((name) => [`\`${name}\``, eachName((one) => engines.cdk8s(one)[name] ?? '')]),
    ...versions.map((version) => [`\`cdk8s-plus-${version}\``, installed(`cdk8s-plus-${version}`)]),
    ...Object.keys(engines.pulumi('newest')).map((name) => [
      `\`${name}\``,
      eachName((one) => engines.pulumi(one)[name] ?? ''),
    ]),
    ['Kubernetes', kubernetesVersion.slice(1)],
    ['Elixir with Erlang/OTP', elixirVersions.join(', ')],
  ];
  return ['| | tested versions |', '|---|---|', ...rows.map(([name, versions]) => `| ${name} | ${versions} |`)].join(
    '\n',
  );
}

const each = (read: (generation: (typeof generations)[GenerationName]) => string) =>
  eachName((name) => read(generations[name]));

function eachName(read: (name: GenerationName) => string): string {
  return [...new Set(generationNames.map(read))].join(', ');
}
