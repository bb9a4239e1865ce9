import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mitOf } from './mit';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** The licenses of the packages to which these files belong, sorted by name. Throws if a package names no license. */
export function licensesOf(files: readonly string[]): string {
  return [...new Set(files.flatMap(folderOf))].sort().map(licenseOf).join('\n');
}

function folderOf(file: string): readonly string[] {
  const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file) ?? [];
  if (folder === undefined && file.startsWith('..'))
    throw new Error(`${file} is neither a file of this project nor in node_modules.`);
  return folder === undefined ? [] : [folder];
}

// The MIT License requires its text in every copy, even if the package itself contains no file with it.
function termsOf(folder: string, license: string, author: string | undefined): string {
  if (license !== 'MIT' || author === undefined) {
    throw new Error(`${folder} contains no text of its license ${license} and names no author.`);
  }
  return mitOf(author);
}

function licenseOf(folder: string): string {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  if (license === undefined) throw new Error(`${folder} names no license.`);
  const title = `${name} ${version} (${license})`;
  const texts = readdirSync(folder)
    .filter((file) => /^((un)?licen[cs]e|notice)(-\w+)?(\.(md|txt))?$/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const all = texts.length > 0 ? texts : [termsOf(folder, license, typeof author === 'object' ? author.name : author)];
  return [title, '='.repeat(title.length), '', ...all, ''].join('\n');
}
