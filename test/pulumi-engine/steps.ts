import type { EngineEvent, StepEventMetadata } from '@pulumi/pulumi/automation';

/** What the engine did, or would do, to one resource. */
export interface Step {
  readonly op: string;
  readonly type: string;
  readonly name: string;
}

/** The steps of an operation as the engine began them; those that leave a resource as it is are steps too. */
export function stepsOf(events: readonly EngineEvent[]): readonly Step[] {
  return events.flatMap(({ resourcePreEvent: begun }) => (begun === undefined ? [] : [stepOf(begun.metadata)]));
}

/** The same as they ended: of a refresh, what it found. */
export function outcomesOf(events: readonly EngineEvent[]): readonly Step[] {
  return events.flatMap(({ resOutputsEvent: done }) => (done === undefined ? [] : [stepOf(done.metadata)]));
}

function stepOf({ op, type, urn }: StepEventMetadata): Step {
  return { op, type, name: urn.split('::').at(-1) ?? '' };
}

/** How a resource of a type and a name fared, step by step. */
export function opsOn(steps: readonly Step[], type: string, name: string): readonly string[] {
  return steps.filter((step) => step.type === type && step.name === name).map(({ op }) => op);
}

/** The steps that change anything. */
export function changes(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ op }) => op !== 'same' && op !== 'read');
}
