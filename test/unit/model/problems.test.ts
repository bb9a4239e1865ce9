import { ClusterPropsError, describeProblem } from 'beam-cluster/model';
import { problemsOf } from './problems-of';

describe('a problem', () => {
  test('reads: cluster, property, rule, value, remedy', () => {
    const problem = { property: 'replicas', rule: 'must be 1', got: '0', remedy: 'Make it 1.' };

    expect(describeProblem('api', problem)).toBe('BeamCluster "api": replicas must be 1, got 0. Make it 1.');
  });

  test('leaves out the value and the remedy that it does not have', () => {
    expect(describeProblem('api', { property: 'image', rule: 'must be given' })).toBe(
      'BeamCluster "api": image must be given.',
    );
  });

  test('stays on one line, whatever the cluster and the property are named', () => {
    expect(describeProblem('a\n"b"', { property: 'env.A\nB', rule: 'is wrong' })).toBe(
      String.raw`BeamCluster "a\n\"b\"": "env.A\nB" is wrong.`,
    );
  });

  test.each([
    ['', '""'],
    ['http.', '"http."'],
    ['"', String.raw`"\""`],
    ['a b', '"a b"'],
    ['annotations.acme.dev/a-b', 'annotations.acme.dev/a-b'],
    ['envFrom[0].prefix', 'envFrom[0].prefix'],
  ])('quotes the property %j where it would be misread: %s', (property, shown) => {
    expect(describeProblem('api', { property, rule: 'is wrong' })).toBe(`BeamCluster "api": ${shown} is wrong.`);
  });

  test('shortens a path of a megabyte', () => {
    expect(describeProblem('api', { property: 'x'.repeat(1_000_000), rule: 'is wrong' })).toBe(
      `BeamCluster "api": ${'x'.repeat(160)}… is wrong.`,
    );
  });

  test('does not show a property of a megabyte', () => {
    const [line = ''] = problemsOf({ image: 'acme/api', ['x'.repeat(1_000_000)]: 1 });

    expect(line).toMatch(
      /^BeamCluster "api": props must only have known properties, got one of 1000000 characters\. Known are workload, name, namespace, /,
    );
    expect(line.length).toBeLessThan(600);
  });

  test('does not show a value of a megabyte', () => {
    expect(problemsOf({ image: 'acme/api', name: 'X'.repeat(1_000_000) })).toEqual([
      `BeamCluster "api": name must be a DNS-1035 label of at most 54 lower-case letters, digits and "-", starting with a letter, got text of 1000000 characters.`,
    ]);
  });
});

describe('the error', () => {
  test('has a line for each problem, in the order in which they were found', () => {
    const problems = [
      { property: 'image', rule: 'must be given' },
      { property: 'replicas', rule: 'must be at least 1', got: '0' },
    ];
    const error = new ClusterPropsError('api', problems);

    expect(error.message).toBe(
      'BeamCluster "api": image must be given.\nBeamCluster "api": replicas must be at least 1, got 0.',
    );
    expect(error).toMatchObject({ name: 'ClusterPropsError', cluster: 'api', problems });
  });
});
