import { withHttp } from './printed';
import { problemsOf, shownText } from './problems-of';

const envProblemsOf = (env: unknown) => problemsOf({ ...withHttp, env });

describe('a variable', () => {
  test.each(['', '1A', 'A B', 'A=b', 'Ä', '.', '../..', '..A'])('has no name like %j', (name) => {
    expect(envProblemsOf({ [name]: 'x' })).toEqual([
      `BeamCluster "api": env must have names of letters, digits and "_", "-", ".", not starting with a digit, got ${shownText(name)}.`,
    ]);
  });

  test.each([
    [5, 'a number'],
    [true, 'a boolean'],
    [null, 'null'],
    [['a'], 'a list of 1'],
  ])('has no value like %p', (value, shown) => {
    expect(envProblemsOf({ A: value })).toEqual([
      `BeamCluster "api": env.A must be text or a reference, got ${shown}. Put a number or a boolean into quotes.`,
    ]);
  });

  test.each(['a\0b', '\ud800'])('has no value that no process can be given: %j', (value) => {
    expect(envProblemsOf({ A: value })).toEqual([
      'BeamCluster "api": env.A must be text without NUL and without unpaired surrogates.',
    ]);
  });

  test.each([{}, { secretKeyRef: { name: 'a', key: 'b' }, fieldRef: { fieldPath: 'metadata.name' } }])(
    'has one reference: not %j',
    (value) => {
      expect(envProblemsOf({ A: value })).toEqual([
        'BeamCluster "api": env.A must have one of fieldRef, secretKeyRef and configMapKeyRef.',
      ]);
    },
  );

  test('has a reference that is known', () => {
    expect(envProblemsOf({ A: { secretRef: { name: 'a', key: 'b' } } })).toEqual([
      'BeamCluster "api": env.A.secretRef is not a known property. Did you mean env.A.secretKeyRef?',
    ]);
  });

  test('has a reference with name and key', () => {
    expect(envProblemsOf({ A: { secretKeyRef: {} }, B: { configMapKeyRef: { name: 'Bad', key: '' } } })).toEqual([
      'BeamCluster "api": env.A.secretKeyRef.name must be given.',
      'BeamCluster "api": env.A.secretKeyRef.key must be given.',
      'BeamCluster "api": env.B.configMapKeyRef.name must be the name of an object: lower-case letters, digits, "-" and ".".',
      'BeamCluster "api": env.B.configMapKeyRef.key must be a key of at most 253 letters, digits, "-", "_" and ".".',
    ]);
  });

  test.each(['status.phase', 'metadata.labels', "metadata.labels['']", "metadata.labels['a b']", 'podIP'])(
    'has no field like %s',
    (fieldPath) => {
      expect(envProblemsOf({ A: { fieldRef: { fieldPath } } })[0]).toMatch(
        /^BeamCluster "api": env\.A\.fieldRef\.fieldPath must be one of "metadata\.name", .*, "status\.podIPs", "metadata\.labels\['<key>'\]", "metadata\.annotations\['<key>'\]"\./,
      );
    },
  );
});

describe('envFrom', () => {
  const envFromProblemsOf = (envFrom: unknown) => problemsOf({ ...withHttp, envFrom });

  test.each([{}, { prefix: 'A_' }, { secretName: 'a', configMapName: 'b' }])(
    'has one source each: not %j',
    (source) => {
      expect(envFromProblemsOf([{ secretName: 'a' }, source])).toEqual([
        'BeamCluster "api": envFrom[1] must have one of secretName and configMapName.',
      ]);
    },
  );

  test('with a wrong name is an error about only the name, at its own place', () => {
    expect(envFromProblemsOf([5, { secretName: 'Bad Name' }, {}])).toEqual([
      'BeamCluster "api": envFrom[0] must be an object, got 5.',
      'BeamCluster "api": envFrom[1].secretName must be the name of an object: lower-case letters, digits, "-" and ".".',
      'BeamCluster "api": envFrom[2] must have one of secretName and configMapName.',
    ]);
  });

  test('has prefixes that variables can start with', () => {
    expect(envFromProblemsOf([{ secretName: 'a', prefix: '1_' }])).toEqual([
      'BeamCluster "api": envFrom[0].prefix must be letters, digits and "_", "-", ".", not starting with a digit.',
    ]);
  });
});
