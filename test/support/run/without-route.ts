import type { Command } from './suite';

/**
 * Runs a command in a network namespace that has loopback and no route out, so that an address that a test invents is
 * dialled by the runtime and reached by nothing. It needs root; without it the command stays as it is.
 */
export function withoutRoute(command: Command): Command {
  if (process.getuid?.() !== 0) return command;
  return ['unshare', '--net', 'sh', '-ec', 'ip link set lo up; exec "$@"', 'sh', ...command];
}
