/** What the exit code of every command means. */
export const exitCodes = {
  /** Done, and no problems were found. */
  done: 0,
  /** Problems were found, or the command failed. */
  problem: 1,
  /** Wrong usage: an unknown option, a missing argument, a question without a terminal. */
  usage: 2,
  /** The cluster, or a part of it, could not be checked: no connection, no permission, expired credentials. */
  notReached: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The part of every command's help that lists them. */
export const exitCodesHelp = `
Exit codes:
  0  done, no problems found
  1  problems found, or the command failed
  2  wrong usage
  3  the cluster, or a part of it, could not be checked: no connection, no permission, expired credentials
`;
