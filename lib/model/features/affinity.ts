import type {
  Affinity,
  NodeAffinity,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  PreferredNode,
  PreferredPods,
  Requirement,
  Selector,
} from '../kubernetes';
import {
  asInKubernetes,
  checked,
  fields,
  labelValue,
  list,
  namespaceName,
  objectName,
  oneOf,
  qualifiedKey,
  record,
  whole,
} from '../schema';

/** The shape of an affinity, as the API server's validation of pods has it. */

const key = qualifiedKey('label');
const weight = whole(1, 100);

// Which operators take values.
function requirements(...operators: readonly string[]) {
  const requirement = fields<Requirement<string>>(
    { key, operator: oneOf(...operators), values: list(labelValue) },
    { required: ['key', 'operator'] },
  );
  return list(
    checked(requirement, ({ operator = '', values = [] }: Partial<Requirement<string>>, property, report) => {
      const takesNone = ['Exists', 'DoesNotExist'].includes(operator);
      const takesOne = ['Gt', 'Lt'].includes(operator);
      const isRight = takesNone ? values.length === 0 : takesOne ? values.length === 1 : values.length > 0;
      if (isRight || operator === '') return;
      const rule = takesNone ? 'must have no values' : takesOne ? 'must have one value' : 'must have values';
      report({ property, rule: `${rule} for the operator ${operator}`, got: String(values.length) });
    }),
  );
}

/** Objects by their labels. */
export const selector = fields<Selector>({
  matchLabels: record(key, labelValue),
  matchExpressions: requirements('In', 'NotIn', 'Exists', 'DoesNotExist'),
});

const fieldRequirement = fields<Requirement<'In' | 'NotIn'>>(
  { key: oneOf('metadata.name'), operator: oneOf('In', 'NotIn'), values: list(objectName, { atLeast: 1, atMost: 1 }) },
  { required: ['key', 'operator', 'values'] },
);

const nodeTerm = checked(
  fields<NodeSelectorTerm>({
    matchExpressions: requirements('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'),
    matchFields: list(fieldRequirement),
  }),
  ({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, property, report) => {
    // The API server takes an empty term, and the scheduler finds no machine for it.
    if (matchExpressions.length + matchFields.length > 0) return;
    report({ property, rule: 'must have an expression or a field, because an empty term matches no machine' });
  },
);

const podTerm = fields<PodAffinityTerm>(
  { topologyKey: key, labelSelector: selector, namespaces: list(namespaceName), namespaceSelector: selector },
  // Without a selector a term matches no pod, of which the API server only warns.
  { required: ['topologyKey', 'labelSelector'] },
);

const podAffinity = fields<PodAffinity>({
  requiredDuringSchedulingIgnoredDuringExecution: list(podTerm),
  preferredDuringSchedulingIgnoredDuringExecution: list(
    fields<PreferredPods>({ weight, podAffinityTerm: podTerm }, { required: ['weight', 'podAffinityTerm'] }),
  ),
});

export const affinity = asInKubernetes(
  fields<Affinity>({
    nodeAffinity: fields<NodeAffinity>({
      requiredDuringSchedulingIgnoredDuringExecution: fields(
        { nodeSelectorTerms: list(nodeTerm, { atLeast: 1 }) },
        { required: ['nodeSelectorTerms'] },
      ),
      preferredDuringSchedulingIgnoredDuringExecution: list(
        fields<PreferredNode>({ weight, preference: nodeTerm }, { required: ['weight', 'preference'] }),
      ),
    }),
    podAffinity,
    podAntiAffinity: podAffinity,
  }),
);
