import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { run, type Ended } from '../workshop/run';
import { EngineStandIn } from './engine';
import type { Registration } from './registration';

interface ProjectFile {
  readonly name: string;
  readonly main?: string;
}

export interface Deployment extends Ended {
  readonly registrations: readonly Registration[];
  readonly logs: readonly string[];
  /** The one resource of a type and a name. */
  find(type: string, name: string): Registration;
}

export interface DeployOptions {
  readonly preview?: boolean;
  readonly config?: Readonly<Record<string, string>>;
  /** More variables of the program. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the program of a project as the CLI does: Pulumi's own runner in a process of its own, talking to an engine. */
export async function deploy(
  root: string,
  { preview = false, config = {}, environment = {} }: DeployOptions = {},
): Promise<Deployment> {
  const project = parse(readFileSync(join(root, 'Pulumi.yaml'), 'utf8')) as ProjectFile;
  const { folder, entry } = entryPoint(root, project);
  const engine = new EngineStandIn(preview);
  const address = await engine.listen();
  const settings = {
    monitor: address,
    engine: address,
    organization: 'organization',
    project: project.name,
    stack: 'dev',
    pwd: folder,
    'root-directory': root,
    parallel: '16',
  };
  const flags = Object.entries(settings).map(([flag, value]) => `--${flag}=${value}`);
  const runner = join(root, 'node_modules/@pulumi/pulumi/cmd/run');
  const named = Object.entries(config).map(([key, value]) => [`${project.name}:config:${key}`, value]);
  try {
    const ended = await run(folder, ['node', runner, ...flags, ...(preview ? ['--dry-run'] : []), entry], {
      ...environment,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(named)),
      PULUMI_CONFIG_SECRET_KEYS: '[]',
    });
    const { registrations, logs } = engine;
    return { ...ended, registrations, logs, find: (type, name) => findOne(registrations, type, name) };
  } finally {
    engine.close();
  }
}

// As the engine's getPwdMain: a folder is run as `.` in it, a file by its name in its folder.
function entryPoint(root: string, { main }: ProjectFile): { readonly folder: string; readonly entry: string } {
  if (main === undefined) return { folder: root, entry: '.' };
  const path = join(root, main);
  return statSync(path).isDirectory() ? { folder: path, entry: '.' } : { folder: dirname(path), entry: basename(path) };
}

function findOne(registrations: readonly Registration[], type: string, name: string): Registration {
  const found = registrations.filter((registration) => registration.type === type && registration.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const all = registrations.map((registration) => `${registration.type} ${registration.name}`);
    throw new Error(`There are ${found.length} of ${type} ${name} among:\n${all.join('\n')}`);
  }
  return only;
}
