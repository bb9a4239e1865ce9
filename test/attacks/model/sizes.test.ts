import { modelCluster, type BeamClusterProps } from 'beam-cluster/model';
import { attachmentProblemsOf, problemsOf } from '../../unit/model/problems-of';
import { withHttp } from '../../unit/model/printed';

const word = 131_071;
const many = (count: number, length: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`L${index}`, 'x'.repeat(length)]));

function isTaken(given: Partial<BeamClusterProps>): boolean {
  return problemsOf({ ...withHttp, ...given }).length === 0;
}

describe('one word of a process', () => {
  test.each([
    ['a variable', (bytes: number) => ({ env: { BIG: 'x'.repeat(bytes - 4) } }), 'env.BIG'],
    ['a variable in other letters', (bytes: number) => ({ env: { BIGG: 'é'.repeat((bytes - 5) / 2) } }), 'env.BIGG'],
    ['an argument', (bytes: number) => ({ args: ['a', 'x'.repeat(bytes)] }), 'args[1]'],
    ['a word of the command', (bytes: number) => ({ command: ['x'.repeat(bytes)] }), 'command[0]'],
  ])('is as long as Linux takes it: %s', (_, given, property) => {
    expect(isTaken(given(word))).toBe(true);
    expect(problemsOf({ ...withHttp, ...given(word + 2) })).toEqual([
      `BeamCluster "api": ${property} must be at most 131071 bytes, including the name of a variable (MAX_ARG_STRLEN of Linux), got 131073. Mount large values as a file.`,
    ]);
  });

  test('may come from the flags of the VM, which are one variable', () => {
    const vmFlags = { extra: Array<string>(70_000).fill('+A') };

    expect(problemsOf({ ...withHttp, vmFlags })[0]).toMatch(
      /^BeamCluster "api": vmFlags\.extra must be at most 131071 bytes/,
    );
    expect(attachmentProblemsOf({ selector: { app: 'a' }, vmFlags })).toHaveLength(1);
  });

  test('may be a secret variable', () => {
    const secrets = { KEY: 'x'.repeat(word) };

    expect(problemsOf({ ...withHttp, secrets }, { keepsSecrets: true })).toEqual([
      expect.stringMatching(/^BeamCluster "api": secrets\.KEY must be at most 131071 bytes.*, got 131075\./),
    ]);
  });

  test('of a megabyte is named beside what else is wrong', () => {
    const lines = problemsOf({ ...withHttp, replicas: 0, env: { A: 'x'.repeat(2 ** 20), B: 'x'.repeat(2 ** 20) } });

    expect(lines).toEqual([
      'BeamCluster "api": replicas must be a whole number of at least 1, got 0.',
      expect.stringContaining('env.A must be at most 131071 bytes'),
      expect.stringContaining('env.B must be at most 131071 bytes'),
    ]);
  });
});

test('all words of a process together are what Linux takes', () => {
  expect(isTaken({ args: Array<string>(200_000).fill('') })).toBe(true);
  expect(problemsOf({ ...withHttp, args: Array<string>(240_000).fill('') })).toEqual([
    expect.stringMatching(
      /^BeamCluster "api": args must fit into 2097152 bytes with all other arguments and variables \(ARG_MAX of Linux\), got \d+\./,
    ),
  ]);
});

describe('an object is as large as etcd takes it', () => {
  test.each([
    ['args', { args: Array<string>(50).fill('x'.repeat(100_000)) }],
    ['labels', { labels: many(40_000, 63) }],
    ['env', { env: many(16, 100_000) }],
    ['envFrom', { envFrom: Array.from({ length: 60_000 }, () => ({ secretName: 'settings' })) }],
    ['image', { image: 'x'.repeat(2 ** 21) }],
    ['http', { http: { port: 1, healthPath: `/${'x'.repeat(2 ** 21)}` } }],
  ])('%s', (property, given) => {
    const [line = '', ...more] = problemsOf({ ...withHttp, ...given });

    expect(line).toContain(`BeamCluster "api": ${property} must fit into `);
    expect(line).toMatch(
      /into (1572864|2097152) bytes with .* \((the limit of etcd for one object|ARG_MAX of Linux)\), got \d+\./,
    );
    expect(more).toEqual([]);
  });

  test('around a workload that exists too', () => {
    expect(attachmentProblemsOf({ selector: { app: 'a' }, labels: many(40_000, 63) })).toEqual([
      expect.stringMatching(
        /^BeamCluster "api": labels must fit into 1572864 bytes with the rest of the NetworkPolicy/,
      ),
    ]);
    expect(attachmentProblemsOf({ selector: many(10_000, 63) })).toEqual([
      expect.stringMatching(
        /^BeamCluster "api": selector must fit into 1572864 bytes with the rest of the NetworkPolicy/,
      ),
    ]);
  });

  test('nothing that is taken is larger', () => {
    const model = modelCluster('api', { ...withHttp, env: many(15, 90_000), labels: many(900, 63) });

    expect(JSON.stringify(model.objects.workload).length).toBeLessThan(1.5 * 2 ** 20);
  });
});

test('the annotations of one object are as large as the API server takes them', () => {
  const annotations = { a: 'x'.repeat(300_000) };

  expect(problemsOf({ ...withHttp, annotations, service: { annotations }, headless: { annotations } })).toHaveLength(3);
});

test('a Secret of variables is as large as the API server takes it', () => {
  expect(problemsOf({ ...withHttp, secrets: many(11, 100_000) }, { keepsSecrets: true })).toEqual([
    'BeamCluster "api": secrets must be at most 1048576 bytes together (the limit of the API server for one Secret), got 1100000.',
  ]);
});
