import { jsonSchema, type JsonSchema } from 'beam-cluster/model';
import { attachmentRows } from './attachment-rows';
import { clusterRows } from './cluster-rows';

/** Paths of all properties, without the items of lists and the keys of the user's own. */
function propertiesOf(schema: JsonSchema, path = ''): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const inside = path === '' ? key : `${path}.${key}`;
    return [inside, ...propertiesOf(inner, inside)];
  });
  const others = [schema.items, ...(schema.anyOf ?? [])].filter((inner) => inner !== undefined);
  const free = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
  return [
    ...own,
    ...others.flatMap((inner) => propertiesOf(inner, path)),
    ...free.flatMap((inner) => propertiesOf(inner, `${path}.*`)),
  ];
}

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysOf)];
}

const last = (path: string) => path.slice(path.lastIndexOf('.') + 1);

// What every row has.
const always = ['image', 'selector'];

describe('the table', () => {
  test('has at least forty rows of clusters', () => {
    expect(Object.keys(clusterRows).length).toBeGreaterThanOrEqual(40);
  });

  test('has every property of a cluster', () => {
    const properties = propertiesOf(jsonSchema('cluster'));
    const given = new Set([...always, ...keysOf(Object.values(clusterRows))]);

    expect(properties).toEqual(expect.arrayContaining(['http.port', 'probes.startup.path', 'envFrom.prefix']));
    expect(properties.filter((path) => !given.has(last(path)))).toEqual([]);
  });

  test('has every property of an attachment', () => {
    const { properties = {} } = jsonSchema('attachment');
    const given = new Set([...always, ...Object.values(attachmentRows).flatMap((row) => Object.keys(row))]);

    expect(Object.keys(properties)).toEqual(expect.arrayContaining(['clusterDomain', 'graceSeconds']));
    expect(Object.keys(properties).filter((property) => !given.has(property))).toEqual([]);
  });
});
