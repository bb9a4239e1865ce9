import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { versions } from '../../../lib/cdk8s/versions';
import { doorOf } from '../../../packaging/doors';

const root = join(__dirname, '../../..');

/**
 * The package as it is published, but for the client of Kubernetes, compiled into an empty folder, beside which only the given
 * packages can be found. Gives the folder with the JavaScript.
 */
export function buildPackage(folder: string, packages: readonly string[]): string {
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const [file, text] of (compiled ??= compilePackage())) {
    const target = join(folder, 'dist', file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  for (const name of packages) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  return join(folder, 'dist');
}

/** Every TypeScript file under a folder of the repository. */
export function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.m?ts$/.test(file))
    .map((file) => join(folder, file))
    .sort();
}

export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

// Compiled once for all tests of a file.
let compiled: ReadonlyMap<string, string> | undefined;

function compilePackage(): ReadonlyMap<string, string> {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const files = ['main.ts', ...sources('lib')].filter((file) => file.endsWith('.ts'));
  const built = new Map(
    files.map((file) => [
      file.replace(/\.ts$/, '.js'),
      ts.transpileModule(textOf(file), { compilerOptions }).outputText,
    ]),
  );
  return new Map([...built, ...versions.slice(1).flatMap((version) => [...compileDoor(version, built)])]);
}

function compileDoor(version: number, built: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const folder = 'lib/cdk8s/';
  const ofDoor = [...built].filter(([file]) => file.startsWith(folder));
  const files = new Map(ofDoor.map(([file, text]) => [file.slice(folder.length), text]));
  return new Map([...doorOf(version, files)].map(([file, text]) => [`lib/cdk8s-plus-${version}/${file}`, text]));
}
