import type { Metric, MetricName, MetricTarget, ObjectReference, ScalingPolicy, ScalingRules } from '../kubernetes';
import { anyText, checked, fields, list, objectName, oneOf, quantity, text, whole, type Report } from '../schema';
import { selector } from './affinity';

/** The shapes of an autoscaler's metrics and behaviour, as the API server's validation has them. */

const targetFields = { Utilization: 'averageUtilization', Value: 'value', AverageValue: 'averageValue' } as const;

// A target and a metric have the field that their type names, and no other.
function onlyNamed(given: object, field: string, all: readonly string[], property: string, report: Report): void {
  for (const other of all.filter((key) => key !== field && key in given)) {
    report({ property: `${property}.${other}`, rule: `must be left out for the type, which needs ${field}` });
  }
  if (!(field in given)) report({ property: `${property}.${field}`, rule: 'must be given for the type' });
}

const target = checked(
  fields<MetricTarget>(
    {
      type: oneOf('Utilization', 'Value', 'AverageValue'),
      averageUtilization: whole(1),
      value: quantity,
      averageValue: quantity,
    },
    { required: ['type'] },
  ),
  (given: Partial<MetricTarget>, property, report) => {
    if (given.type !== undefined) {
      onlyNamed(given, targetFields[given.type], Object.values(targetFields), property, report);
    }
  },
);

const name = text('must be the name of a metric', (given) => /^[^/%]+$/.test(given), { pattern: '^[^/%]+$' });
const metricName = fields<MetricName>({ name, selector }, { required: ['name'] });
const reference = fields<ObjectReference>(
  { apiVersion: anyText, kind: name, name: objectName },
  { required: ['apiVersion', 'kind', 'name'] },
);
const resource = oneOf('cpu', 'memory');

const metricFields = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
} as const;

export const metric = checked(
  fields<Metric>(
    {
      type: oneOf('Resource', 'ContainerResource', 'Pods', 'Object', 'External'),
      resource: fields({ name: resource, target }, { required: ['name', 'target'] }),
      containerResource: fields(
        { name: resource, container: objectName, target },
        { required: ['name', 'container', 'target'] },
      ),
      pods: fields({ metric: metricName, target }, { required: ['metric', 'target'] }),
      object: fields(
        { describedObject: reference, metric: metricName, target },
        { required: ['describedObject', 'metric', 'target'] },
      ),
      external: fields({ metric: metricName, target }, { required: ['metric', 'target'] }),
    },
    { required: ['type'] },
  ),
  (given: Partial<Metric>, property, report) => {
    if (given.type === undefined) return;
    const field = metricFields[given.type];
    onlyNamed(given, field, Object.values(metricFields), property, report);
    // A target that is wrong is missing.
    const aimed: { readonly target?: MetricTarget } | undefined = given[field];
    const aim = aimed?.target?.type;
    // `Pods` counts per pod, and only a resource has a share of what is requested.
    const allowed = allowedTargets[given.type];
    if (aim === undefined || allowed.includes(aim)) return;
    report({
      property: `${property}.${field}.target.type`,
      rule: `must be ${allowed.map((type) => `"${type}"`).join(' or ')} for the type`,
    });
  },
);

const ofResources = ['Utilization', 'AverageValue'];
const allowedTargets: Readonly<Record<Metric['type'], readonly string[]>> = {
  Resource: ofResources,
  ContainerResource: ofResources,
  Pods: ['AverageValue'],
  Object: ['Value', 'AverageValue'],
  External: ['Value', 'AverageValue'],
};

const rules = fields<ScalingRules>({
  stabilizationWindowSeconds: whole(0, 3_600),
  selectPolicy: oneOf('Max', 'Min', 'Disabled'),
  policies: list(
    fields<ScalingPolicy>(
      { type: oneOf('Pods', 'Percent'), value: whole(1), periodSeconds: whole(1, 1_800) },
      { required: ['type', 'value', 'periodSeconds'] },
    ),
    { atLeast: 1 },
  ),
});

export const behavior = fields({ scaleUp: rules, scaleDown: rules });
