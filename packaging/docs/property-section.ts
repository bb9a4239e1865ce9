import type { EngineProperty } from './engine-props';
import { exampleOf, inContext, showLiteral } from './in-context';
import { code, defaultWithReason } from './markdown';
import { flatten, showPath, type Property } from './properties';
import type { Entry } from './reference';
import type { Docs } from './tags';
import { boundsText, typeText } from './type-text';

/** A property of the props and every one that is in it, each under a heading. */
export function propertySection({ property, targets }: Entry, all: readonly Property[]): string {
  const users = `For ${targets.map((target) => `${target}s`).join(' and ')}`;
  return flatten([property])
    .map((each) => section(each, each === property ? users : undefined, all))
    .join('\n\n');
}

/** A property that only one engine has in this way. */
export function engineProperty({ name, type, isRequired, docs }: EngineProperty): string {
  const facts = [`Type: ${code(type)}`, ...(isRequired ? ['Required'] : []), ...factsOf(docs)];
  const example = docs.example === undefined ? [] : [`Example: ${code(`${name}: ${docs.example}`)}`];
  return paragraphs(`### ${code(name)}`, docs, [...facts, ...example, ...seeOf(docs)]);
}

function section(property: Property, users: string | undefined, all: readonly Property[]): string {
  const { path, schema, isRequired, choices, interfaceName, isPlaced, docs } = property;
  const bounds = boundsText({ ...schema, ...(interfaceName === undefined ? {} : { anyOf: [] }) });
  const facts = [
    `Type: ${code(typeText(schema, interfaceName))}${bounds === '' ? '' : `, ${bounds}`}`,
    ...(isPlaced ? [`In Pulumi ${schema.type === 'string' ? 'it' : 'each text in it'} may be an \`Output\``] : []),
    ...(isRequired ? ['Required'] : []),
    ...(choices.length === 0 ? [] : [`Exactly one of ${choices.map(code).join(', ')}`]),
    ...factsOf(docs),
    ...(users === undefined ? [] : [users]),
    `Example: ${code(exampleText(property, all))}`,
    ...seeOf(docs),
  ];
  return paragraphs(`${path.length === 1 ? '###' : '####'} ${code(showPath(path))}`, docs, facts);
}

function paragraphs(heading: string, { text }: Docs, facts: readonly string[]): string {
  return [heading, '', text, '', ...facts.map((fact) => `- ${fact}`)].join('\n');
}

function factsOf({ byDefault, since }: Docs): readonly string[] {
  return [
    ...(byDefault === undefined ? [] : [`Default: ${defaultWithReason(byDefault)}`]),
    ...(since === undefined ? [] : [`Since ${since}`]),
  ];
}

function seeOf({ see }: Docs): readonly string[] {
  return see.map((link) => `See <${link}>`);
}

// Without what every example needs and the surrounding braces.
function exampleText(property: Property, all: readonly Property[]): string {
  const [name = ''] = property.path;
  return `${name}: ${showLiteral(inContext(property, exampleOf(property), all)[name])}`;
}
