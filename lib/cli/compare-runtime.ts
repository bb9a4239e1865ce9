import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-files';
import { UserError } from './errors';
import { runtimeParts } from './vendor-runtime';

export interface Comparison {
  readonly state: 'same' | 'older' | 'newer' | 'changed';
  /** The version in the `mix.exs` of the copy. */
  readonly version: string;
  /** The version of the runtime in this package. */
  readonly packageVersion: string;
  /** The files that differ, by their path in the copy. */
  readonly files: readonly string[];
}

/** Compares the copy of the runtime in a folder with that of this package; throws a `UserError` where there is no copy. */
export function compareRuntime(folder: string): Comparison {
  const source = join(packageRoot(), 'runtime');
  const version = readVersion(folder);
  if (version === undefined) {
    throw new UserError(`${folder} has no copy of the runtime; make one with npx beam-cluster runtime ${folder}.`);
  }
  const packageVersion = readVersion(source) ?? '';
  const paths = [...new Set([...listFiles(source), ...listFiles(folder)])].sort();
  const files = paths.filter((path) => read(source, path) !== read(folder, path));
  return { state: judge(version, packageVersion, files.length), version, packageVersion, files };
}

function judge(version: string, packageVersion: string, different: number): Comparison['state'] {
  const order = compareVersions(version, packageVersion);
  if (order !== 0) return order < 0 ? 'older' : 'newer';
  return different === 0 ? 'same' : 'changed';
}

/** By numbers: 0.10.0 is newer than 0.9.0. What follows a hyphen is not compared. */
function compareVersions(one: string, other: string): number {
  const numbers = (version: string) => (version.split('-')[0] ?? '').split('.').map(Number);
  const others = numbers(other);
  return numbers(one).reduce((order, number, index) => order || number - (others[index] ?? 0), 0);
}

function readVersion(folder: string): string | undefined {
  const mix = read(folder, 'mix.exs');
  return mix?.includes('app: :beam_cluster,') === true ? /@version "(\d[^"]*)"/.exec(mix)?.[1] : undefined;
}

function listFiles(folder: string): readonly string[] {
  return runtimeParts.flatMap((part) => {
    const path = join(folder, part);
    if (!existsSync(path)) return [];
    if (statSync(path).isFile()) return [part];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .map((file) => join(part, file))
      .filter((file) => statSync(join(folder, file)).isFile());
  });
}

function read(folder: string, path: string): string | undefined {
  const file = join(folder, path);
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
}
