import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { doorFor } from '../../../../lib/cdk8s/versions';
import { nodeFolder } from '../../../support/node-releases';
import { tarball, workshop } from './folder';
import { run, succeed, type Command, type Ended } from './run';
import { generations, plusOf, type Dependencies, type Generation, type GenerationName } from './versions';

export interface ProjectDescription {
  readonly name: string;
  /** Its Node and its package manager. */
  readonly generation: GenerationName;
  /** More of its package.json. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly dependencies: Dependencies;
  /** Further files, by path, as text or as what JSON has. */
  readonly files?: Readonly<Record<string, unknown>>;
  /** Folder of programs, below `test/package/consumer/projects`. */
  readonly programs: string;
}

/** A user's project, with the package installed. */
export interface Project {
  readonly folder: string;
  /** The variables that put its Node first. */
  readonly environment: Readonly<Record<string, string>>;
  readonly run: (command: Command) => Promise<Ended>;
  readonly succeed: (command: Command) => Promise<string>;
}

const install = {
  npm: ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
  pnpm: ['node', resolve(__dirname, '../../../../node_modules/pnpm/bin/pnpm.cjs'), 'install', '--prefer-offline'],
} as const satisfies Readonly<Record<Generation['manager'], Command>>;

/** Makes a user's project and installs it, the package from its tarball. */
export async function makeProject(description: ProjectDescription): Promise<Project> {
  const folder = join(workshop(), description.name);
  mkdirSync(folder);
  cpSync(resolve(__dirname, '../projects', description.programs), folder, { recursive: true });
  chooseDoor(folder, description.generation);
  const manifest = {
    name: description.name,
    private: true,
    ...description.manifest,
    dependencies: { ...description.dependencies, 'beam-cluster': `file:${tarball()}` },
  };
  const files = { 'package.json': manifest, ...description.files };
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
  }
  const { node, manager } = generations[description.generation];
  const environment = { PATH: `${await nodeFolder(node)}${delimiter}${process.env['PATH'] ?? ''}` };
  await succeed(folder, install[manager], environment);
  return {
    folder,
    environment,
    run: (command) => run(folder, command, environment),
    succeed: (command) => succeed(folder, command, environment),
  };
}

/** The programs import the oldest cdk8s-plus. Each generation has its own, and the door for it. */
function chooseDoor(folder: string, generation: GenerationName): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.m?[jt]s$/.test(name),
  )) {
    const program = readFileSync(join(folder, file), 'utf8')
      .replaceAll("'beam-cluster/cdk8s'", `'${doorFor(generations[generation].plus)}'`)
      .replaceAll("'cdk8s-plus-28'", `'${plusOf(generation)}'`);
    writeFileSync(join(folder, file), program);
  }
}
