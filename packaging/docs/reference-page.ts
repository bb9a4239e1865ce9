import { contract, type ContractVariable } from '../../lib/model';
import type { EngineProps } from './engine-props';
import { capitalized, code, defaultText, linkToHeading, table } from './markdown';
import { flatten, showPath } from './properties';
import { engineProperty, propertySection } from './property-section';
import { entriesOf, type Reference } from './reference';

/** The page `docs/reference.md`. */
export function referencePage(reference: Reference): string {
  const sections = [
    introduction,
    defaults(reference),
    ...features(reference),
    always(reference),
    variables(),
    ...engines(reference),
  ];
  return `${sections.join('\n\n')}\n`;
}

const introduction = `# Reference

<!-- Made by \`npm run docs\` from the comments and schemas in lib/model/features. Do not edit it. -->

Every property of a cluster, and of clustering that is attached to a workload that exists: its type, its default and the
reason for it, and an example that is checked with every test run. Both engines and \`beam-cluster/model\` take the same
properties; where an engine takes more, the sections at the end say so. Editors complete and check the same properties in
YAML and JSON by \`beam-cluster/schema.json\` and \`beam-cluster/attachment-schema.json\`. Classes, functions and types are
in [api](api/README.md).`;

// An object without a reason of its own says no more than the properties in it.
function defaults(reference: Reference): string {
  const entries = reference.features.flatMap((feature) => entriesOf(reference, feature));
  const rows = flatten(entries.map(({ property }) => property)).flatMap(({ path, children, docs: { byDefault } }) => {
    if (byDefault === undefined) return [];
    const { literal, reason } = byDefault;
    if (reason === undefined && (literal === undefined || children.length > 0)) return [];
    return [[linkToHeading(code(showPath(path))), defaultText(byDefault), reason ?? '']];
  });
  return `## Defaults\n\nWhat is printed where a property is not given, and why.\n\n${table(['property', 'default', 'why'], rows)}`;
}

function features(reference: Reference): readonly string[] {
  return reference.features
    .filter(({ properties }) => properties.length > 0)
    .map((feature) => {
      const [target = 'cluster'] = feature.appliesTo;
      const all = reference.properties[target];
      const sections = entriesOf(reference, feature).map((entry) => propertySection(entry, all));
      return [`## ${capitalized(feature.name)}`, ...(feature.text === '' ? [] : [feature.text]), ...sections].join(
        '\n\n',
      );
    });
}

function always({ features }: Reference): string {
  const without = features.filter(({ properties }) => properties.length === 0);
  const items = without.map(({ name, text }) => `- **${capitalized(name)}.** ${text}`);
  return ['## Without a property', '', 'What no property changes:', '', ...items].join('\n');
}

function variables(): string {
  const variables: readonly ContractVariable[] = contract;
  const rows = variables.map(({ name, value, readBy, property }) => [
    code(name),
    code(value),
    readBy,
    property === undefined ? '' : code(property),
  ]);
  return `## Environment variables

What a container finds in its environment. The property in the last column changes it; without one the variable is fixed.

${table(['variable', 'value', 'read by', 'property'], rows)}`;
}

function engines({ engines }: Reference): readonly string[] {
  return engines.map(engineSection);
}

function engineSection({ title, own, leftOut }: EngineProps): string {
  const absent =
    leftOut.length === 0 ? [] : [`It does not take ${leftOut.map(code).join(', ')}, which the workload has.`];
  return [`## ${title}`, ...absent, ...own.map(engineProperty)].join('\n\n');
}
