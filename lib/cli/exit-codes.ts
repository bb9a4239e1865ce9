/** What the exit code of every command means. */
export const exitCodes = {
  /** Done, and nothing is wrong. */
  done: 0,
  /** Something is wrong with what was looked at, or what was asked for could not be done. */
  problem: 1,
  /** The call was wrong: an unknown option, a missing argument, no answer to a question without a terminal. */
  usage: 2,
  /** The cluster or a part of it could not be asked: not reachable, not allowed, credentials that have expired. */
  notReached: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The part of every command's help that says so. */
export const exitCodesHelp = `
Exit codes:
  0  done, nothing is wrong
  1  something is wrong, or could not be done
  2  the call was wrong
  3  the cluster, or a part of it, was not reached: no connection, no permission, expired credentials
`;
