import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './errors';
import { packageRoot } from './package-files';

/** What a Mix project needs to depend on the runtime by path. */
export const runtimeParts = ['lib', 'mix.exs', '.formatter.exs', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** Copies the runtime's source and gives the copied files; throws a `UserError` where something else is in the way. */
export function vendorRuntime(folder: string): readonly string[] {
  const source = join(packageRoot(), 'runtime');
  makeRoom(folder);
  for (const part of runtimeParts.filter((part) => existsSync(join(source, part)))) {
    cpSync(join(source, part), join(folder, part), { recursive: true });
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
}

function makeRoom(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UserError(`${folder} is a file; give a folder.`);
  }
  if (isTaken(folder)) {
    throw new UserError(`${folder} contains something else; give an empty folder, or remove it first.`);
  }
  for (const part of runtimeParts) rmSync(join(folder, part), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

function isTaken(folder: string): boolean {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return false;
  const mix = join(folder, 'mix.exs');
  return !existsSync(mix) || !readFileSync(mix, 'utf8').includes('app: :beam_cluster,');
}
