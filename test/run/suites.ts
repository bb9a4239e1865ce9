import { countExUnit, countJest, countOne, type Counter } from './counts';

export type Command = readonly [string, ...string[]];

/** One part of the tests: a command, and how its result is counted. */
export interface Suite {
  readonly name: string;
  /** What it proves, for `--help`. */
  readonly about: string;
  readonly command: Command;
  /** What has to be done before, and ends the suite where it fails. */
  readonly prepare?: Command;
  /** Folder to run in, below the project's root. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly count: Counter;
  /** Programs without which it cannot run. */
  readonly needs?: readonly string[];
  /** How those programs are got; from Debian without a word. */
  readonly gotBy?: string;
  /** Whether it makes network namespaces. */
  readonly asRoot?: boolean;
  /** Whether it is run only when it is named, and then after all the others. */
  readonly apart?: boolean;
  /** Whether it makes a Kubernetes cluster of its own where none is given. */
  readonly makesCluster?: boolean;
  /** Whether it strikes the machines of the cluster, which nobody does to one that is given. */
  readonly strikesMachines?: boolean;
  /** Whether it waits more than it works, and so runs beside the others; what it prints comes when it is done. */
  readonly beside?: boolean;
}

const mix = { folder: 'runtime', environment: { MIX_ENV: 'test' }, needs: ['elixir', 'erl'] } as const;

const elixirSources = [
  'mix.exs',
  '{lib,test}/**/*.{ex,exs}',
  '../examples/elixir/{lib,config}/**/*.{ex,exs}',
  '../bench/bed/node/lib/**/*.ex',
];

/** From the quickest to the slowest, so that a slip is told soon. */
export const suites: readonly Suite[] = [
  {
    name: 'format',
    about: 'prettier',
    command: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'],
    count: countOne,
  },
  { name: 'lint', about: 'eslint', command: ['npx', 'eslint', '.'], count: countOne },
  { name: 'types', about: 'tsc, strictest', command: ['npx', 'tsc', '--project', 'tsconfig.json'], count: countOne },
  {
    name: 'unit',
    about: 'model, printers, parity, contract, boundaries, fuzz',
    command: jest('unit'),
    count: countJest(resultOf('unit')),
  },
  {
    name: 'consumer',
    about: 'the packed package in projects of its users',
    command: jest('consumer'),
    count: countJest(resultOf('consumer')),
  },
  {
    name: 'mix-format',
    about: 'mix format, of all Elixir there is',
    command: ['mix', 'format', '--check-formatted', ...elixirSources],
    ...mix,
    count: countOne,
  },
  {
    name: 'runtime',
    about: "the runtime's ExUnit, warnings as errors",
    command: ['mix', 'test', '--warnings-as-errors'],
    ...mix,
    count: countExUnit,
  },
  {
    name: 'dialyzer',
    about: "the runtime's types",
    command: ['mix', 'dialyzer'],
    folder: 'runtime',
    // Without the modules that only tests have.
    environment: { MIX_ENV: 'dev' },
    needs: ['elixir', 'erl', 'dialyzer'],
    count: countOne,
  },
  {
    name: 'runtime-newer',
    about: "the runtime's ExUnit on Elixir 1.18 and OTP 27",
    command: ['npx', 'tsx', 'test/bed/newer-world.ts', 'mix', 'test', '--warnings-as-errors'],
    count: countExUnit,
    needs: ['apt-get', 'dpkg-deb', 'unshare', 'flock'],
    asRoot: true,
  },
  bed('bed', 'real BEAM nodes in network namespaces', {}),
  bed('bed-newer', 'the same on Elixir 1.18 and OTP 27', { BED_TOOLCHAIN: 'newer' }),
  cluster('cluster', 'real Kubernetes, or the cluster of KUBECONFIG', '--maxWorkers=4'),
  // What no neighbour in the same cluster could bear: clients that count every late answer, and a partition.
  {
    ...cluster(
      'cluster-alone',
      'the same, alone: rolling updates under load, readiness without DNS and peers',
      '--runInBand',
    ),
    strikesMachines: true,
  },
  {
    ...cluster('cluster-faults', 'the same, while nodes, links, DNS and kubelets fail by chance', '--runInBand'),
    strikesMachines: true,
    beside: true,
  },
  {
    name: 'pulumi',
    about: "Pulumi's own engine, into a folder, and into the cluster of KUBECONFIG",
    // The program imports the package as its users do.
    prepare: ['npm', 'run', 'build'],
    command: [...jest('pulumi'), '--runInBand'],
    count: countJest(resultOf('pulumi')),
    needs: ['pulumi'],
    gotBy: 'https://www.pulumi.com/docs/iac/download-install',
    apart: true,
  },
];

function cluster(name: string, about: string, workers: string): Suite {
  return {
    name,
    about,
    prepare: ['npx', 'cdk8s', 'synth', '--check-upgrade=false'],
    command: ['npx', 'tsx', 'test/cluster/run.ts', ...jest(name), workers],
    count: countJest(resultOf(name)),
    makesCluster: true,
    apart: true,
  };
}

function bed(name: string, about: string, environment: Readonly<Record<string, string>>): Suite {
  return {
    name,
    about,
    prepare: ['npx', 'cdk8s', 'synth', '--check-upgrade=false'],
    command: [...jest('bed', name), '--maxWorkers=8'],
    environment,
    count: countJest(resultOf(name)),
    needs: [
      ...['elixir', 'erl', 'ip', 'nft', 'unshare', 'nsenter', 'setpriv', 'flock', 'script', 'faketime'],
      // For the second Erlang, which comes from the packages of the next Debian.
      ...['apt-get', 'dpkg-deb'],
    ],
    asRoot: true,
    beside: true,
  };
}

function jest(project: string, name = project): Command {
  return ['npx', 'jest', '--selectProjects', project, '--json', '--outputFile', resultOf(name)];
}

function resultOf(name: string): string {
  return `dist/test/${name}.json`;
}
