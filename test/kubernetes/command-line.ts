import { join } from 'node:path';
import { projectRoot } from '../nodes/machine/toolchain';
import { tryCommand, type Outcome, type RunOptions } from '../nodes/machine/run';

const program = [process.execPath, join(projectRoot, 'dist/lib/cli/main.js')];

export interface CommandLineOptions extends Pick<RunOptions, 'timeoutMs' | 'interruptAfter'> {
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `beam-cluster` with these arguments as a user does, compiled (`npm run build`), to its end, whatever that is. */
export function runCommandLine(args: readonly string[], options: CommandLineOptions = {}): Promise<Outcome> {
  const environment = { ...process.env, ...options.env };
  return tryCommand([...program, ...args], { timeoutMs: 120_000, ...options, env: environment });
}
