import { feature, type Base } from '../feature';
import type { Labels } from '../kubernetes';
import { labelValue, qualifiedKey, record } from '../schema';
import type { Identity } from './identity';

export interface SelectorProps {
  /**
   * Labels that select the workload's pods, and no others.
   *
   * @since 0.1.0
   * @example { app: 'shop' }
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
   */
  readonly selector: Labels;
}

/** Labels by which the objects around the workload find its pods. */
export interface Selected {
  readonly selector: Labels;
}

/** A workload that exists is selected by labels of its own. */
export const givenSelector = feature<SelectorProps>()({
  name: 'selector',
  appliesTo: ['attachment'],
  schema: { selector: record(qualifiedKey('label'), labelValue) },
  required: ['selector'],
  decide: ({ selector }, _: Base, report) => {
    if (selector !== undefined && Object.keys(selector).length === 0) {
      report({ property: 'selector', rule: 'must have the labels that select the pods', got: 'none' });
    }
    const settled: Selected = { selector: selector ?? {} };
    return { settled };
  },
});

/** The pods of a printed workload are selected by the labels of its identity. */
export const ownSelector = feature<object>()({
  name: 'own selector',
  appliesTo: ['cluster'],
  schema: {},
  decide: (_, { identity }: { readonly identity: Identity }) => {
    const settled: Selected = { selector: identity.selector };
    return { settled };
  },
});
