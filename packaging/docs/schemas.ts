import { jsonSchema } from '../../lib/model';
import type { Target } from '../../lib/model/feature';
import { describeSchema, type DescribedSchema } from './described-schema';
import type { Reference } from './reference';

const titles: Readonly<Record<Target, string>> = {
  cluster: 'Properties of a BEAM cluster',
  attachment: 'Properties of clustering that is attached to a workload',
};

/** The JSON Schema of the props of a target, as the package has it. */
export function packagedSchema(target: Target, { properties }: Reference): DescribedSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: titles[target],
    ...describeSchema(jsonSchema(target), properties[target]),
  };
}
