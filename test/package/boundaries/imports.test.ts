import { importsOf, type Import } from './imports';

const engines = /^(@pulumi\/.*|cdk8s|cdk8s-plus-\d+|constructs)(\/.*)?$/;
const told = (imports: readonly Import[]) => imports.map(({ from, to }) => `${from} imports ${to}`);

describe('imports', () => {
  test('are found at all', () => {
    const all = importsOf('lib');

    expect(all.length).toBeGreaterThan(100);
    expect(told(all)).toContain('lib/cdk8s/beam-cluster.ts imports lib/model/index.ts');
    expect(told(all)).toContain('lib/pulumi/beam-cluster.ts imports @pulumi/kubernetes');
  });

  test('of the model stay within the model', () => {
    expect(told(importsOf('lib/model').filter(({ to }) => !to.startsWith('lib/model/')))).toEqual([]);
  });

  test('of the printer for cdk8s know nothing of Pulumi', () => {
    const strange = importsOf('lib/cdk8s').filter(
      ({ to }) => to.startsWith('@pulumi/') || to.startsWith('lib/pulumi/'),
    );

    expect(told(strange)).toEqual([]);
  });

  test('of the printer for Pulumi know nothing of cdk8s', () => {
    const strange = importsOf('lib/pulumi').filter(
      ({ to }) => (engines.test(to) && !to.startsWith('@pulumi/')) || to.startsWith('lib/cdk8s/'),
    );

    expect(told(strange)).toEqual([]);
  });

  test('of the command line need no engine', () => {
    const strange = importsOf('lib/cli').filter(({ to }) => engines.test(to) || /^lib\/(cdk8s|pulumi)\//.test(to));

    expect(told(strange)).toEqual([]);
  });

  test('form no cycle, types included', () => {
    const graph = new Map<string, string[]>();
    for (const { from, to } of importsOf('lib')) graph.set(from, [...(graph.get(from) ?? []), to]);

    expect(cyclesIn(graph)).toEqual([]);
  });
});

function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
