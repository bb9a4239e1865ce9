import { isInstalled } from '../../nodes/setup';
import { lineOf, nodeReleases, type NodeRelease } from '../node-releases';
import { countExUnit, countJest, countOne } from './counts';
import { kubernetesSuites } from './kubernetes-suites';
import { compileEngine, synth } from './preparations';
import { jest, resultOf, type Command, type Suite } from './suite';
import { withoutRoute } from './without-route';

const mix = { folder: 'runtime', environment: { MIX_ENV: 'test' }, needs: ['elixir', 'erl'] } as const;

const mixTest = ['mix', 'test', '--warnings-as-errors'] as const;
const attacks = '../test/attacks/runtime';

const elixirSources = [
  'mix.exs',
  '{lib,test}/**/*.{ex,exs}',
  `${attacks}/**/*.exs`,
  '../examples/elixir/{lib,config}/**/*.{ex,exs}',
  '../bench/bed/node/lib/**/*.ex',
  '../test/nodes/guide/stand_ins/lib/*.ex',
  '../lib/cli/**/*.exs',
];

/** From fastest to slowest, so that a small mistake shows up early. */
export const suites: readonly Suite[] = [
  {
    name: 'format',
    about: 'formatting of TypeScript, by prettier',
    command: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'],
    count: countOne,
  },
  { name: 'lint', about: 'lint of TypeScript, by eslint', command: ['npx', 'eslint', '.'], count: countOne },
  {
    name: 'types',
    about: 'types of TypeScript, by tsc in its strictest mode',
    command: ['npx', 'tsc', '--project', 'tsconfig.json'],
    count: countOne,
  },
  {
    name: 'unit',
    about: 'each file of the model, the printers and the command line',
    command: jest('unit'),
    count: countJest(resultOf('unit')),
  },
  ...nodeReleases.filter((release) => lineOf(release) !== lineOf(process.versions.node)).map(unitOn),
  {
    name: 'manifests',
    about: 'what is printed: parity of both engines, the contract with the runtime, schemas, checkers, generated props',
    command: jest('manifests'),
    count: countJest(resultOf('manifests')),
  },
  {
    name: 'package',
    about: 'documents, examples, types and the boundaries between the entry points',
    command: jest('package'),
    count: countJest(resultOf('package')),
  },
  {
    name: 'attacks',
    about: 'hostile props, pods and API servers against the model and the command line',
    command: jest('attacks'),
    count: countJest(resultOf('attacks')),
  },
  {
    name: 'consumer',
    about: 'the packed package in the projects of its users',
    command: jest('consumer'),
    count: countJest(resultOf('consumer')),
  },
  {
    name: 'mix-format',
    about: 'formatting of Elixir, by mix format',
    command: ['mix', 'format', '--check-formatted', ...elixirSources],
    ...mix,
    count: countOne,
  },
  {
    name: 'runtime',
    about: 'ExUnit tests of the runtime, with warnings as errors',
    command: withoutRoute(mixTest),
    ...mix,
    count: countExUnit,
    lane: 'runtime',
  },
  {
    name: 'attacks-runtime',
    about: 'hostile DNS answers, peers and connections against the runtime, in a network without a route out',
    command: withoutRoute([...mixTest, attacks]),
    ...mix,
    needs: [...mix.needs, 'unshare', 'ip'],
    asRoot: true,
    count: countExUnit,
    lane: 'runtime',
  },
  {
    name: 'dialyzer',
    about: 'types of the runtime, by dialyzer',
    command: ['mix', 'dialyzer'],
    folder: 'runtime',
    // Leaves out the modules that only the tests use.
    environment: { MIX_ENV: 'dev' },
    needs: ['elixir', 'erl', 'dialyzer'],
    count: countOne,
  },
  newer('runtime-newer', 'ExUnit tests of the runtime, on Elixir 1.18 and OTP 27', mixTest),
  newer('attacks-runtime-newer', 'the same attacks, on Elixir 1.18 and OTP 27', [...mixTest, attacks]),
  nodes('nodes', 'scenarios with real BEAM nodes in network namespaces', {}),
  nodes('nodes-newer', 'the same scenarios, on Elixir 1.18 and OTP 27', { BED_TOOLCHAIN: 'newer' }),
  ...kubernetesSuites,
  {
    name: 'pulumi',
    about: 'stacks in the real Pulumi engine, rendered into a folder',
    prepare: [compileEngine],
    command: [...jest('pulumi'), '--maxWorkers=2'],
    count: countJest(resultOf('pulumi')),
    needs: isInstalled('pulumi') ? [] : ['go', 'flock'],
    gotBy: 'install Go (https://go.dev/doc/install) and util-linux, or Pulumi (https://www.pulumi.com/docs/install)',
    required: true,
    // It waits for the compiler on a machine that is new to it, and else for the engine.
    lane: 'pulumi',
  },
];

function unitOn(release: NodeRelease): Suite {
  const name = `unit-node-${lineOf(release)}`;
  return {
    name,
    about: `the same tests of each file, on Node ${lineOf(release)}`,
    command: ['npx', 'tsx', 'test/support/with-node.ts', release, ...jest('unit', name)],
    count: countJest(resultOf(name)),
  };
}

/** The newer Elixir and OTP already run in a network namespace without a route out. */
function newer(name: string, about: string, command: Command): Suite {
  return {
    name,
    about,
    command: ['npx', 'tsx', 'test/nodes/newer-world.ts', ...command],
    count: countExUnit,
    needs: ['apt-get', 'dpkg-deb', 'unshare', 'flock'],
    asRoot: true,
    lane: 'runtime',
  };
}

function nodes(name: string, about: string, environment: Readonly<Record<string, string>>): Suite {
  return {
    name,
    about,
    prepare: [synth],
    command: [...jest('nodes', name), '--maxWorkers=8'],
    environment,
    count: countJest(resultOf(name)),
    needs: [
      ...['elixir', 'erl', 'ip', 'nft', 'unshare', 'nsenter', 'setpriv', 'flock', 'script', 'faketime'],
      // For the newer Erlang, which comes from Debian packages.
      ...['apt-get', 'dpkg-deb'],
    ],
    asRoot: true,
    lane: 'runtime',
  };
}
