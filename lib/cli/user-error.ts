import { exitCodes, type ExitCode } from './exit-codes';

/** Something that the user can mend; told in one line, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.problem,
  ) {
    super(message);
  }
}
