import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root';

/** The text of an Elixir program that a node runs, by its path below `lib/cli`. It is packed as it is, so that `mix format` covers it. */
export function readProgram(path: string): string {
  return readFileSync(join(packageRoot(), 'lib/cli', path), 'utf8').trim();
}
