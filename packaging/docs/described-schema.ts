import type { JsonSchema } from '../../lib/model';
import { exampleOf } from './in-context';
import { literalValue } from './literal';
import { defaultWithReason } from './markdown';
import { anyKey, type Property } from './properties';

/** A schema that also says what editors show: what a property is, its default and an example. */
export interface DescribedSchema extends JsonSchema {
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** The schema of an object with the comments on its properties. */
export function describeSchema(schema: JsonSchema, properties: readonly Property[]): DescribedSchema {
  const { anyOf, items, additionalProperties: values, properties: named, $comment: elsewhere } = schema;
  if (elsewhere !== undefined) return schema;
  const further = properties.find(({ path }) => path.at(-1) === anyKey);
  return {
    ...schema,
    ...(anyOf && { anyOf: anyOf.map((choice) => describeSchema(choice, properties)) }),
    ...(items && { items: describeSchema(items, properties) }),
    ...(values && { additionalProperties: describeSchema(values, further?.children ?? properties) }),
    ...(named && {
      properties: Object.fromEntries(
        properties.filter((each) => each !== further).map((each) => [String(each.path.at(-1)), describe(each)]),
      ),
    }),
  };
}

function describe(property: Property): DescribedSchema {
  const { schema, children, docs } = property;
  const { text, byDefault, see } = docs;
  const example = exampleOf(property);
  const value = byDefault?.literal === undefined ? undefined : literalValue(byDefault.literal);
  const more = [...(byDefault === undefined ? [] : [`Default: ${defaultWithReason(byDefault)}.`]), ...see];
  return {
    description: [text, ...more].join('\n'),
    ...describeSchema(schema, children),
    ...(value === undefined ? {} : { default: value }),
    ...(example === undefined ? {} : { examples: [example] }),
  };
}
