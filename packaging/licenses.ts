import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The licenses of the packages that these files belong to, by name; throws where a package names none. */
export function licensesOf(files: readonly string[]): string {
  return [...new Set(files.flatMap(folderOf))].sort().map(licenseOf).join('\n');
}

function folderOf(file: string): readonly string[] {
  const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file) ?? [];
  return folder === undefined ? [] : [folder];
}

function licenseOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  if (license === undefined) throw new Error(`${folder} does not say under which license it is given.`);
  const title = `${name} ${version} (${license})`;
  const texts = readdirSync(folder)
    .filter((file) => /^((un)?licen[cs]e|notice)(-\w+)?(\.(md|txt))?$/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [title, '='.repeat(title.length), '', ...texts, ''].join('\n');
}
