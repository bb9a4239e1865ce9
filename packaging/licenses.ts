import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mitOf } from './mit';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** The licenses of the packages that these files belong to, by name; throws where a package names none. */
export function licensesOf(files: readonly string[]): string {
  return [...new Set(files.flatMap(folderOf))].sort().map(licenseOf).join('\n');
}

function folderOf(file: string): readonly string[] {
  const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file) ?? [];
  if (folder === undefined && file.startsWith('..')) throw new Error(`${file} is neither our own nor in node_modules.`);
  return folder === undefined ? [] : [folder];
}

// MIT asks for its text in every copy, also where a package names it and has no file with it.
function termsOf(folder: string, license: string, author: string | undefined): string {
  if (license !== 'MIT' || author === undefined) {
    throw new Error(`${folder} has no text of its license ${license}, and does not say by whom it is given.`);
  }
  return mitOf(author);
}

function licenseOf(folder: string): string {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  if (license === undefined) throw new Error(`${folder} does not say under which license it is given.`);
  const title = `${name} ${version} (${license})`;
  const texts = readdirSync(folder)
    .filter((file) => /^((un)?licen[cs]e|notice)(-\w+)?(\.(md|txt))?$/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const all = texts.length > 0 ? texts : [termsOf(folder, license, typeof author === 'object' ? author.name : author)];
  return [title, '='.repeat(title.length), '', ...all, ''].join('\n');
}
