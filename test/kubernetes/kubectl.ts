import { runCommand, tryCommand, type Outcome } from '../nodes/machine/run';

export interface KubectlOptions {
  readonly namespace?: string;
  readonly input?: string;
  readonly timeoutMs?: number;
}

/** Runs kubectl, which must succeed, and gives what it printed. */
export function kubectl(args: readonly string[], options: KubectlOptions = {}): Promise<string> {
  return runCommand(commandLine(args, options), options);
}

/** Runs kubectl to its end, whatever that is. */
export function tryKubectl(args: readonly string[], options: KubectlOptions = {}): Promise<Outcome> {
  return tryCommand(commandLine(args, options), options);
}

function commandLine(args: readonly string[], { namespace }: KubectlOptions): readonly string[] {
  return ['kubectl', ...(namespace === undefined ? [] : [`--namespace=${namespace}`]), ...args];
}
