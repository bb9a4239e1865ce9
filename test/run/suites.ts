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
  /** Whether it makes network namespaces. */
  readonly asRoot?: boolean;
}

const mix = { folder: 'runtime', environment: { MIX_ENV: 'test' }, needs: ['elixir', 'erl'] } as const;

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
    command: ['npx', 'jest', '--selectProjects', 'unit', '--json', '--outputFile', 'dist/test/unit.json'],
    count: countJest('dist/test/unit.json'),
  },
  {
    name: 'consumer',
    about: 'the packed package in projects of its users',
    command: ['npx', 'jest', '--selectProjects', 'consumer', '--json', '--outputFile', 'dist/test/consumer.json'],
    count: countJest('dist/test/consumer.json'),
  },
  { name: 'mix-format', about: 'mix format', command: ['mix', 'format', '--check-formatted'], ...mix, count: countOne },
  {
    name: 'runtime',
    about: "the runtime's ExUnit, warnings as errors",
    command: ['mix', 'test', '--warnings-as-errors'],
    ...mix,
    count: countExUnit,
  },
  {
    name: 'bed',
    about: 'real BEAM nodes in network namespaces',
    prepare: ['npx', 'cdk8s', 'synth', '--check-upgrade=false'],
    command: [
      'npx',
      'jest',
      '--selectProjects',
      'bed',
      '--json',
      '--outputFile',
      'dist/test/bed.json',
      '--maxWorkers=6',
    ],
    count: countJest('dist/test/bed.json'),
    needs: ['elixir', 'erl', 'ip', 'nft', 'unshare', 'setpriv'],
    asRoot: true,
  },
];
