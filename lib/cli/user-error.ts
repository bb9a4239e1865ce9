/** Something that the user can mend; told in one line, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
