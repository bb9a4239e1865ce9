import { exitCodes, type ExitCode } from './exit-codes';
import { join, linesOf } from './shown';
import type { Terminal } from './terminal';
import { UserError } from './user-error';

/** Tells what was thrown, and gives the exit code that says so; only a mistake of this program has a stack. */
export function reportError(terminal: Terminal, error: unknown): ExitCode {
  if (error instanceof UserError) {
    terminal.note(`beam-cluster: ${error.message}`);
    return error.exitCode;
  }
  const { stack = String(error) } = error as { readonly stack?: string };
  terminal.note(join(['beam-cluster: this is a bug of beam-cluster; please report it:', linesOf(stack)]));
  return exitCodes.problem;
}
