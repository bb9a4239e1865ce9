import ts from 'typescript';
import { jsonSchema, type JsonSchema } from '../../lib/model';
import type { Target } from '../../lib/model/feature';
import type { Declarations } from './program';
import { docsOf, docsOfNode, type Docs } from './tags';

/** A step from an object to what is in it: the name of a property, any item of a list, or any key of a map. */
export type Step = string;
export const anyItem: Step = '[]';
export const anyKey: Step = '<name>';

/** One property of the props, nested ones too, with all that its declaration and its schema say. */
export interface Property {
  readonly path: readonly Step[];
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  /** Of which exactly one must be given, this one among them. */
  readonly choices: readonly string[];
  /** Interface of the object that it is or has, if it has properties. */
  readonly interfaceName: string | undefined;
  /** Whether its texts are placed and never read, so that Pulumi takes an Output. */
  readonly isPlaced: boolean;
  readonly docs: Docs;
  readonly children: readonly Property[];
}

/** The interface of the model that a target's props have, in `lib/model/props.ts`. */
export const modelProps = { cluster: 'BeamClusterProps', attachment: 'AttachmentProps' } as const;

/** The properties of a cluster or of an attachment. Throws where the schema and the interfaces have different ones. */
export function propertiesOf(target: Target, { checker, typeOf }: Declarations): readonly Property[] {
  return read(jsonSchema(target), typeOf('lib/model/props.ts', modelProps[target]), [], checker);
}

/** Each property before those that are in it. */
export function flatten(properties: readonly Property[]): readonly Property[] {
  return properties.flatMap((property) => [property, ...flatten(property.children)]);
}

/** `envFrom[].secretName`, as a reader would write it. */
export function showPath(path: readonly Step[]): string {
  return path.join('.').replaceAll(`.${anyItem}`, anyItem);
}

function read(schema: JsonSchema, type: ts.Type, path: readonly Step[], checker: ts.TypeChecker): readonly Property[] {
  const { properties = {}, required = [], oneOf = [] } = schema;
  const choices = oneOf.flatMap((choice) => choice.required ?? []);
  const declared = new Map(checker.getPropertiesOfType(type).map((symbol) => [symbol.name, symbol]));
  const names = [...new Set([...Object.keys(properties), ...declared.keys()])];
  const named = names.map((name): Property => {
    const [here, field, symbol] = [[...path, name], properties[name], declared.get(name)];
    if (field === undefined) throw new Error(`${showPath(here)} is declared, but it is not in the schema.`);
    if (symbol === undefined) throw new Error(`${showPath(here)} is in the schema, but it is not declared.`);
    const given = checker.getTypeOfSymbol(symbol);
    const inner = objectOf(field);
    const object = inner && objectTypeOf(given, checker);
    return {
      path: here,
      schema: field,
      isRequired: required.includes(name),
      choices: choices.includes(name) ? choices : [],
      interfaceName: object?.symbol.name,
      isPlaced: isPlaced(given, checker),
      docs: docsOf(symbol, checker),
      children: inner && object ? read(inner.schema, object, [...here, ...inner.steps], checker) : [],
    };
  });
  return Object.keys(properties).length === 0 ? named : [...named, ...furtherIn(schema, type, path, checker)];
}

/** What any other key of an object with properties leads to, where the user may choose further keys. */
function furtherIn(
  { additionalProperties: values }: JsonSchema,
  type: ts.Type,
  path: readonly Step[],
  checker: ts.TypeChecker,
): readonly Property[] {
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  if (values === undefined || values === false || index?.declaration === undefined) return [];
  const here = [...path, anyKey];
  const inner = objectOf(values);
  const object = inner && objectTypeOf(index.type, checker);
  return [
    {
      path: here,
      schema: values,
      isRequired: false,
      choices: [],
      interfaceName: object?.symbol.name,
      isPlaced: isPlaced(index.type, checker),
      docs: docsOfNode(index.declaration),
      children: inner && object ? read(inner.schema, object, [...here, ...inner.steps], checker) : [],
    },
  ];
}

interface Inner {
  readonly steps: readonly Step[];
  readonly schema: JsonSchema;
}

/** The object with properties that a schema is, or has as an item, a value or a choice. */
function objectOf(schema: JsonSchema): Inner | undefined {
  const { properties, items, additionalProperties: values, anyOf = [], $comment: elsewhere } = schema;
  if (elsewhere !== undefined) return undefined;
  if (properties !== undefined) return { steps: [], schema };
  if (items !== undefined) return below(anyItem, objectOf(items));
  if (values !== undefined && values !== false) return below(anyKey, objectOf(values));
  return anyOf.map(objectOf).find((inner) => inner !== undefined);
}

function below(step: Step, inner: Inner | undefined): Inner | undefined {
  return inner && { ...inner, steps: [step, ...inner.steps] };
}

function objectTypeOf(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  if (type.isUnion())
    return type.types.map((choice) => objectTypeOf(choice, checker)).find((found) => found !== undefined);
  if ((type.flags & ts.TypeFlags.Object) === 0) return undefined;
  const item = itemOf(type, checker);
  return item === undefined ? type : objectTypeOf(item, checker);
}

function isPlaced(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnionOrIntersection()) return type.types.some((choice) => isPlaced(choice, checker));
  const item = itemOf(type, checker);
  return type.isTypeParameter() || (item !== undefined && isPlaced(item, checker));
}

/** What a list or a map is of. */
function itemOf(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  if ((type.flags & ts.TypeFlags.Object) === 0) return undefined;
  if (checker.isArrayType(type)) return checker.getTypeArguments(type as ts.TypeReference)[0];
  // An object with properties may let the user choose further keys, and is no map for that.
  return checker.getPropertiesOfType(type).length > 0
    ? undefined
    : checker.getIndexTypeOfType(type, ts.IndexKind.String);
}
