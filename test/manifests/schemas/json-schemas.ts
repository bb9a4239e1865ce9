import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { gatewayApiFolder, madeOnce, openApiFolder } from './toolchain';

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const pointer = '#/components/schemas/';

/** Folder of a strict JSON schema for each kind of the API and of the Gateway API, made when it is not there yet. */
export function jsonSchemaFolder(): string {
  return madeOnce('kubernetes-1.34.4-gateway-1.4.0', (folder) => {
    const source = openApiFolder();
    for (const file of readdirSync(source).filter((name) => name.endsWith('_openapi.json'))) {
      const document = JSON.parse(readFileSync(join(source, file), 'utf8')) as Document;
      writeSchemas(folder, document.components?.schemas ?? {});
    }
    for (const file of readdirSync(gatewayApiFolder())) {
      writeCustomResource(folder, parse(readFileSync(join(gatewayApiFolder(), file), 'utf8')) as Definition);
    }
  });
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: JsonObject } }[];
  };
}

function writeCustomResource(folder: string, { spec }: Definition): void {
  for (const { name: version, schema } of spec.versions) {
    const kind = { group: spec.group, version, kind: spec.names.kind };
    const published = { ...schema.openAPIV3Schema, 'x-kubernetes-group-version-kind': [{ ...kind }] };
    writeSchemas(folder, { [kind.kind]: withMetadata(published) });
  }
}

// The API server knows the metadata of every kind, and a definition does not say them.
function withMetadata(schema: JsonObject): JsonObject {
  const metadata = { type: 'object', additionalProperties: true };
  return { ...schema, properties: { ...(schema['properties'] as JsonObject), metadata } };
}

interface Document {
  readonly components?: { readonly schemas?: Readonly<Record<string, JsonObject>> };
}

function writeSchemas(folder: string, published: Readonly<Record<string, JsonObject>>): void {
  const strict = Object.fromEntries(Object.entries(published).map(([name, schema]) => [name, strictly(schema)]));
  for (const [name, schema] of Object.entries(published)) {
    const kinds = (schema['x-kubernetes-group-version-kind'] ?? []) as unknown as readonly GroupVersionKind[];
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) continue;
    const schemas = { ...reachable(name, strict), [name]: ofKind(strict[name] as JsonObject, kind) };
    const text = JSON.stringify({ $ref: `${pointer}${name}`, components: { schemas } });
    writeFileSync(join(folder, fileName(kind)), text);
  }
}

/** As kubeconform looks for it. */
function fileName({ group, version, kind }: GroupVersionKind): string {
  const parts = [kind, ...(group === '' ? [] : [group.split('.')[0] ?? '']), version];
  return `${parts.join('-').toLowerCase()}.json`;
}

/** A field that is not known is an error, as with `kubectl apply --validate=strict`. */
function strictly(value: Json): Json {
  if (Array.isArray(value)) return value.map(strictly);
  if (!isObject(value)) return value;
  const schema = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, strictly(item)]));
  if (schema['format'] === 'int-or-string') delete schema['type'];
  if (!isObject(schema['properties'] ?? null)) return schema;
  const closed = schema['type'] === 'object' && !('additionalProperties' in schema);
  return closed && !('x-kubernetes-preserve-unknown-fields' in schema)
    ? { ...schema, additionalProperties: false }
    : schema;
}

/** The schemas that one refers to, itself included. */
function reachable(name: string, schemas: Readonly<Record<string, Json>>): Record<string, Json> {
  const found: Record<string, Json> = {};
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next in found) continue;
    found[next] = schemas[next] ?? {};
    const references = JSON.stringify(found[next]).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
    open.push(...[...references].map(([, reference = '']) => reference));
  }
  return found;
}

/** The schema says that `kind` and `apiVersion` are text; of a manifest they must be given, and be these. */
function ofKind(schema: JsonObject, { group, version, kind }: GroupVersionKind): JsonObject {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const properties = {
    ...(schema['properties'] as JsonObject),
    apiVersion: { enum: [apiVersion] },
    kind: { enum: [kind] },
  };
  return { ...schema, properties, required: [...((schema['required'] ?? []) as string[]), 'apiVersion', 'kind'] };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
