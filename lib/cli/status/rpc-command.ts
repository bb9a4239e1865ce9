import { releaseShell } from '../cluster/release-shell';
import { readProgram } from '../read-program';

/** The command that has a node run `health.exs`, for any container with a release. */
export function rpcCommand(): readonly string[] {
  return ['sh', '-c', `${releaseShell()}\nexec "$release" rpc "$1"`, 'sh', readProgram('status/health.exs')];
}
