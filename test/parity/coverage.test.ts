import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { attachmentRows } from './attachment-rows';
import { clusterRows } from './cluster-rows';

const model = join(__dirname, '../../lib/model');
const files = readdirSync(model).filter((file) => /^props(-\w+)?\.ts$/.test(file) && file !== 'props-shape.ts');
const source = files.map((file) => readFileSync(join(model, file), 'utf8')).join('\n');

/** Properties of every interface of the props, by the interface. */
function declaredProperties(): ReadonlyMap<string, readonly string[]> {
  const { statements } = ts.createSourceFile('props.ts', source, ts.ScriptTarget.ES2022);
  const interfaces = statements.filter(ts.isInterfaceDeclaration);
  return new Map(
    interfaces.map(({ name, members }) => [name.text, members.map((member) => (member.name as ts.Identifier).text)]),
  );
}

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysOf)];
}

// What every row has.
const always = ['image', 'selector'];
const inRows = new Set([...always, ...keysOf(Object.values(clusterRows)), ...keysOf(Object.values(attachmentRows))]);

describe('the table', () => {
  test('has at least forty rows of clusters', () => {
    expect(Object.keys(clusterRows).length).toBeGreaterThanOrEqual(40);
  });

  test.each([...declaredProperties()])('has every property of %s', (_name, properties) => {
    expect(properties.length).toBeGreaterThan(0);
    expect(properties.filter((property) => !inRows.has(property))).toEqual([]);
  });

  test('of attachments has every property that AttachmentProps picks', () => {
    const [, picked = ''] = /interface AttachmentProps[^{]*Pick<\s*BeamClusterProps<V>,([^>]*)>/.exec(source) ?? [];
    const properties = [...picked.matchAll(/'(\w+)'/g)].map(([, name]) => name);
    const given = Object.values(attachmentRows).flatMap((row) => Object.keys(row));

    expect(properties).toContain('clusterDomain');
    expect(properties.filter((property) => property !== undefined && !given.includes(property))).toEqual([]);
  });
});
