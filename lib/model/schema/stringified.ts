import type { Problem } from './problems';

// What Pulumi gives for an Output where JavaScript asks for text, and JavaScript for a Promise.
const stringified = /Calling \[to(?:String|JSON)\] on an \[Output<T>\] is not supported|\[object Promise\]/;

/** Whether it is text that has an Output or a Promise in it, as what a template string or JSON.stringify make of one. */
export function isMadeFromOutput(value: unknown): boolean {
  return typeof value === 'string' && stringified.test(value);
}

export const madeFromOutput: Omit<Problem, 'property'> = {
  rule: 'is text made from an Output or a Promise, whose value is only known later',
  remedy: 'Use pulumi.interpolate in place of a template string, and pulumi.jsonStringify in place of JSON.stringify.',
};
