import type { Problem } from './problems';

// What Pulumi returns when JavaScript converts an Output to text, and the text of a Promise.
const stringified = /Calling \[to(?:String|JSON)\] on an \[Output<T>\] is not supported|\[object Promise\]/;

/** Whether a text contains a converted Output or Promise, for example from a template string or JSON.stringify. */
export function isMadeFromOutput(value: unknown): boolean {
  return typeof value === 'string' && stringified.test(value);
}

export const madeFromOutput: Omit<Problem, 'property'> = {
  rule: 'must not be text made from an Output or a Promise',
  remedy: 'Use pulumi.interpolate in place of a template string, and pulumi.jsonStringify in place of JSON.stringify.',
};
