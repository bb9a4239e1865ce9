import type { Code } from '../../../lib/cli/doctor/catalogue';

/** What kubectl is given. */
export interface Step {
  readonly args: readonly string[];
  readonly input?: object;
}

/** A fault that is made in a cluster that runs, and undone; what was deleted is applied again afterwards anyway. */
export interface MadeAndUndone {
  readonly code: Code;
  readonly done: string;
  readonly make: readonly Step[];
  readonly undo: readonly Step[];
}

export const name = 'rsolv-api';

export function patch(kind: string, object: string, body: object): Step {
  return { args: ['patch', kind, object, '--type=merge', `--patch=${JSON.stringify(body)}`] };
}

export function remove(kind: string, object: string): Step {
  return { args: ['delete', kind, object, '--grace-period=1'] };
}

export function create(object: object): Step {
  return { args: ['create', '-f', '-'], input: object };
}

export function kubectlStep(...args: readonly string[]): Step {
  return { args };
}
