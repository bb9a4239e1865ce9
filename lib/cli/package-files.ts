import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root folder of this package: the nearest one above the code with a `package.json`. */
export function packageRoot(folder: string = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));
}

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}

/**
 * The text of an Elixir program that a node runs, by its path below `lib/cli`. The program is a file, so that `mix format`
 * covers it.
 */
export function readProgram(path: string): string {
  return readFileSync(join(packageRoot(), 'lib/cli', path), 'utf8').trim();
}
