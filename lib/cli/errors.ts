import { exitCodes, type ExitCode } from './exit-codes';
import { join, linesOf } from './shown';
import type { Terminal } from './terminal';

/** An error that the user can fix. It is printed as one line, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.problem,
  ) {
    super(message);
  }
}

/** Prints an error, and returns its exit code. Only a bug of this program is printed with its stack. */
export function reportError(terminal: Terminal, error: unknown): ExitCode {
  if (error instanceof UserError) {
    terminal.note(`beam-cluster: ${error.message}`);
    return error.exitCode;
  }
  const { stack = String(error) } = error as { readonly stack?: string };
  terminal.note(join(['beam-cluster: this is a bug in beam-cluster; please report it:', linesOf(stack)]));
  return exitCodes.problem;
}
