import { countJest } from './counts';
import { resultOf, type Suite } from './suite';
import { suites } from './suites';

/** With what a check skips the sources that have not changed since it accepted them. */
const caches: Readonly<Record<string, readonly string[]>> = {
  format: ['--cache', '--cache-location', '.cache/prettier', '--cache-strategy', 'content'],
  // A file is checked again when it changes, not when a type that it imports does: `npm test` checks every file.
  lint: ['--cache', '--cache-location', '.cache/eslint', '--cache-strategy', 'content'],
  types: ['--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'],
};

const projects = ['unit', 'manifests', 'package'];

/** What a change to TypeScript needs again and again: the checks of the sources, and beside them the tests in one run of jest. */
export const everydaySuites: readonly Suite[] = [
  ...suites.flatMap((suite) => {
    const cache = caches[suite.name];
    return cache === undefined ? [] : [{ ...suite, command: [...suite.command, ...cache] as const, lane: 'sources' }];
  }),
  {
    name: 'tests',
    about: projects.join(', '),
    command: [
      ...['npx', 'jest', '--selectProjects', ...projects, '--maxWorkers=100%'],
      ...['--json', '--outputFile', resultOf('everyday')],
    ] as [string, ...string[]],
    count: countJest(resultOf('everyday')),
  },
];
