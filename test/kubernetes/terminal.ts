import { tryCommand, type Outcome, type RunOptions } from '../nodes/machine/run';
import type { Application } from './application';
import type { PodObject } from './objects';

/** Runs a command in a pod by `kubectl exec -it`, at a terminal, and types into it. */
export function execInTerminal(
  { namespace }: Application,
  pod: PodObject,
  command: string,
  dialogue: RunOptions['dialogue'] = [],
): Promise<Outcome> {
  const typed = `kubectl --namespace=${namespace} exec -it ${pod.metadata.name} -- ${command}`;
  return tryCommand(['script', '--quiet', '--return', '--command', typed, '/dev/null'], { dialogue });
}
