import type { JsonSchema } from '../../lib/model';
import { showLiteral } from './in-context';

// The API's integers have 32 bits, which is no bound of ours.
const largestInteger = 2 ** 31 - 1;

/** The type of a property in TypeScript, of which an object has the name of its interface. */
export function typeText(schema: JsonSchema, interfaceName = 'object'): string {
  const { type, enum: choices, anyOf, items, additionalProperties: values } = schema;
  if (anyOf !== undefined) return anyOf.map((choice) => typeText(choice, interfaceName)).join(' | ');
  if (choices !== undefined) return choices.map(showLiteral).join(' | ');
  if (schema.const !== undefined) return String(schema.const);
  if (items !== undefined) return `${inList(typeText(items, interfaceName))}[]`;
  if (type === 'object' && schema.properties !== undefined) return interfaceName;
  if (values !== undefined && values !== false) return `Record<string, ${typeText(values, interfaceName)}>`;
  if (type === 'object') return interfaceName;
  return type === 'integer' ? 'number' : (type ?? 'unknown');
}

/** What the type does not say: bounds of numbers and the form of texts. */
export function boundsText({ anyOf, items, additionalProperties: values, ...schema }: JsonSchema): string {
  const inner = [...(anyOf ?? []), ...(items ? [items] : []), ...(values ? [values] : [])];
  const own =
    schema.type === 'integer' ? numberText(schema) : schema.pattern && `text that matches \`${schema.pattern}\``;
  return [own ?? '', ...inner.map(boundsText)].filter((text) => text !== '').join(', or ');
}

function numberText({ minimum = 0, maximum = largestInteger }: JsonSchema): string {
  return maximum === largestInteger
    ? `a whole number of at least ${minimum}`
    : `a whole number from ${minimum} to ${maximum}`;
}

function inList(type: string): string {
  return type.includes('|') ? `(${type})` : type;
}
