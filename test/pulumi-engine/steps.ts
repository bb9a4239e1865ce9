import type { EngineEvent } from '@pulumi/pulumi/automation';

/** What the engine did, or would do, to one resource. */
export interface Step {
  readonly op: string;
  readonly type: string;
  readonly name: string;
}

/** The steps of an operation, from the events that the engine told; those that leave a resource as it is are steps too. */
export function stepsOf(events: readonly EngineEvent[]): readonly Step[] {
  return events.flatMap(({ resourcePreEvent }) => {
    if (resourcePreEvent === undefined) return [];
    const { op, type, urn } = resourcePreEvent.metadata;
    return [{ op, type, name: urn.split('::').at(-1) ?? '' }];
  });
}

/** How a resource of a type and a name fared, step by step. */
export function opsOn(steps: readonly Step[], type: string, name: string): readonly string[] {
  return steps.filter((step) => step.type === type && step.name === name).map(({ op }) => op);
}

/** The steps that change anything. */
export function changes(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ op }) => !unchanging.includes(op));
}

// A refresh reads; an order to read is no change either.
const unchanging: readonly string[] = ['same', 'refresh', 'read'];
