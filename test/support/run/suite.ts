import type { Counter } from './counts';

export type Command = readonly [string, ...string[]];

/** One part of the tests: a command, and how its result is counted. */
export interface Suite {
  readonly name: string;
  /** What it proves, for `--help`. */
  readonly about: string;
  readonly command: Command;
  /** What has to be done before, one after the other. The first that fails ends the suite. */
  readonly prepare?: readonly Command[];
  /** Folder to run in, below the project's root. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly count: Counter;
  /** Programs without which it cannot run. */
  readonly needs?: readonly string[];
  /** How those programs are got; from Debian without a word. */
  readonly gotBy?: string;
  /** Whether the run fails where it cannot run; others are skipped there. */
  readonly required?: boolean;
  /** Whether it makes network namespaces. */
  readonly asRoot?: boolean;
  /** Whether it is run only when it is named, and then after all the others. */
  readonly apart?: boolean;
  /** Whether it makes a Kubernetes cluster of its own where none is given. */
  readonly makesCluster?: boolean;
  /** Whether it strikes the machines of the cluster, which nobody does to one that is given. */
  readonly strikesMachines?: boolean;
  /**
   * Runs beside those that have no lane or another one, for it waits as much as it works. Suites of a lane run one after the other,
   * and what they print comes when they are done.
   */
  readonly lane?: string;
}

/** The command that runs a project of jest and leaves its result for the suite. */
export function jest(project: string, name = project): Command {
  return ['npx', 'jest', '--selectProjects', project, '--json', '--outputFile', resultOf(name)];
}

/**
 * The file that jest leaves its result in. It must not be a `package.json`, as that of the suite `package` would be: Node reads
 * such a file as the manifest of every program below its folder, and those no longer find `beam-cluster`.
 */
export function resultOf(name: string): string {
  return `dist/test/${name}.result.json`;
}
