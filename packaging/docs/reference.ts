import type { Target } from '../../lib/model/feature';
import { enginePropsOf, type EngineProps } from './engine-props';
import { featureDocs, type FeatureDocs } from './features';
import { readDeclarations } from './program';
import { propertiesOf, type Property } from './properties';

/** Everything that the reference says. */
export interface Reference {
  readonly features: readonly FeatureDocs[];
  readonly properties: Readonly<Record<Target, readonly Property[]>>;
  readonly engines: readonly EngineProps[];
}

/** A property of the props themselves, and where it can be given. */
export interface Entry {
  readonly property: Property;
  readonly targets: readonly Target[];
}

export const targets = ['cluster', 'attachment'] as const satisfies readonly Target[];

export function readReference(): Reference {
  const files = ['lib/model/props.ts', 'lib/model/features.ts', 'lib/cdk8s/props.ts', 'lib/pulumi/args.ts'];
  const declarations = readDeclarations(files);
  return {
    features: featureDocs(declarations),
    properties: {
      cluster: propertiesOf('cluster', declarations),
      attachment: propertiesOf('attachment', declarations),
    },
    engines: enginePropsOf(declarations),
  };
}

/** The properties of a feature, each once. */
export function entriesOf({ properties }: Reference, { properties: names, appliesTo }: FeatureDocs): readonly Entry[] {
  const [first] = appliesTo;
  return names.map((name) => {
    const property = first && named(properties[first], name);
    if (property === undefined) throw new Error(`${name} is a property of a feature, but not of the props.`);
    return { property, targets: targets.filter((target) => named(properties[target], name) !== undefined) };
  });
}

function named(properties: readonly Property[], name: string): Property | undefined {
  return properties.find(({ path }) => path[0] === name);
}
