import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runCommand } from '../../nodes/machine/run';
import type { Progress } from './progress';

/** A Go program, and how it is compiled. */
export interface GoProgram {
  /** The file to make. */
  readonly program: string;
  /** The folder of the module. */
  readonly sources: string;
  /** The package of a module that it depends on, where that package is the program. */
  readonly package?: string;
  /** Files of a module that it depends on, which the compiler sees among the sources. */
  readonly borrowed?: { readonly module: string; readonly files: readonly string[] };
  /** Flags of `go build`. */
  readonly flags: readonly string[];
  /** What the progress says while it is compiled. */
  readonly about: string;
}

/** Optimised code would take a third more time to compile, and the tests end no sooner with it. */
export const quickly = ['-gcflags', 'all=-N -l -dwarf=false'] as const;

/** Compiles a program whose sources or flags have changed since it was last compiled. */
export async function compile(program: GoProgram, progress: Progress): Promise<void> {
  const file = program.program;
  const stamp = join(dirname(file), `.${basename(file)}`);
  const digest = fingerprint(program);
  if (existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  mkdirSync(dirname(file), { recursive: true });
  await progress.step(program.about, () => build(program, `${file}.new`));
  renameSync(`${file}.new`, file);
  writeFileSync(stamp, digest);
}

async function build({ sources, flags, package: main = '.', borrowed }: GoProgram, output: string): Promise<void> {
  const overlay = borrowed === undefined ? [] : ['-overlay', await layOver(sources, borrowed, `${output}.json`)];
  await go(['build', '-trimpath', ...overlay, ...flags, '-o', output, main], sources);
}

async function layOver(
  sources: string,
  { module, files }: Required<GoProgram>['borrowed'],
  file: string,
): Promise<string> {
  await go(['mod', 'download', module], sources);
  const folder = (await go(['list', '-m', '-f', '{{.Dir}}', module], sources)).trim();
  const replaced = files.map((path) => [join(sources, basename(path)), join(folder, path)] as const);
  const overlay: Readonly<Record<string, string>> = Object.fromEntries(replaced);
  writeFileSync(file, JSON.stringify({ Replace: overlay }));
  return file;
}

const oneHourMs = 3_600_000;

function go(args: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local' };
  return runCommand(['go', ...args], { env, cwd, timeoutMs: oneHourMs });
}

function fingerprint({ sources, flags, borrowed }: GoProgram): string {
  const digest = createHash('sha256').update(flags.join());
  if (borrowed !== undefined) digest.update(JSON.stringify(borrowed));
  for (const file of readdirSync(sources).sort()) digest.update(file).update(readFileSync(join(sources, file)));
  return digest.digest('hex');
}
