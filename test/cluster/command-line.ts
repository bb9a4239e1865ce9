import { join } from 'node:path';
import { projectRoot } from '../bed/machine/toolchain';
import { tryCommand, type Outcome } from '../bed/machine/run';

const program = [process.execPath, join(projectRoot, 'dist/lib/cli/main.js')];

export interface CommandLineOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Runs `beam-cluster` with these arguments as a user does, compiled (`npm run build`), to its end, whatever that is. */
export function runCommandLine(args: readonly string[], options: CommandLineOptions = {}): Promise<Outcome> {
  const { env = {}, timeoutMs = 120_000 } = options;
  return tryCommand([...program, ...args], { env: { ...process.env, ...env }, timeoutMs });
}
