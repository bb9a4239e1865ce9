import { withHttp } from './printed';
import { attachmentProblemsOf, problemsOf } from './problems-of';

describe('a property that is not known', () => {
  test.each([
    ['replica', 'Did you mean replicas?'],
    ['Replicas', 'Did you mean replicas?'],
    ['cookies', 'Did you mean cookie?'],
    ['environment', 'Known are workload, name, namespace, release, '],
  ])('is refused: %s', (key, remedy) => {
    expect(problemsOf({ ...withHttp, [key]: 1 })[0]).toContain(
      `BeamCluster "api": ${key} is not a known property. ${remedy}`,
    );
  });

  test.each([
    ['http.healtPath', { http: { port: 4000, healtPath: '/' } }, 'http.healthPath'],
    ['drain.graceSecond', { drain: { graceSecond: 60 } }, 'drain.graceSeconds'],
    ['probes.startup.period', { probes: { startup: { period: 1 } } }, undefined],
    ['probes.live', { probes: { live: false } }, undefined],
    ['cookie.secret', { cookie: { secretName: 'a', secret: 'b' } }, undefined],
    ['serviceAccount.automount', { serviceAccount: { automount: true } }, undefined],
  ])('is refused inside another: %s', (property, given, near) => {
    const remedy = near === undefined ? 'Known are ' : `Did you mean ${near}?`;

    expect(problemsOf({ ...withHttp, ...given })[0]).toContain(
      `BeamCluster "api": ${property} is not a known property. ${remedy}`,
    );
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty'])('may be named as %s', (key) => {
    const given = Object.fromEntries([...Object.entries<unknown>(withHttp), [key, { replicas: 1 }]]) as unknown;

    expect(problemsOf(given)).toEqual([expect.stringMatching(`^BeamCluster "api": ${key} is not a known property`)]);
  });

  test('of a whole cluster is not known to an attachment', () => {
    expect(attachmentProblemsOf({ selector: { app: 'shop' }, image: 'acme/api' })[0]).toMatch(
      /^BeamCluster "api": image is not a known property\. Known are name, /,
    );
  });
});

describe('props', () => {
  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [5, '5'],
    ['acme/api', 'text'],
    [[], 'a list of 0'],
  ])('must be an object: %p', (props, shown) => {
    expect(problemsOf(props)).toEqual([`BeamCluster "api": props must be an object, got ${shown}.`]);
  });

  test('may have no prototype', () => {
    const bare = Object.assign(Object.create(null) as object, withHttp);

    expect(problemsOf(bare)).toEqual([]);
  });

  test.each([
    ['http', 4000, '4000'],
    ['ports', [4369, 9100], 'a list of 2'],
    ['labels', 'a=b', 'text'],
    ['drain', false, 'false'],
    ['rollout', null, 'null'],
  ])('have objects for objects: %s', (property, value, shown) => {
    expect(problemsOf({ ...withHttp, [property]: value })).toEqual([
      `BeamCluster "api": ${property} must be an object, got ${shown}.`,
    ]);
  });

  test.each(['env', 'http', 'vmFlags'])('have no structure that only the engine knows: %s', (property) => {
    const opaque = { apply: () => undefined };

    expect(problemsOf({ ...withHttp, [property]: opaque }, { isOpaque: (value) => value === opaque })).toEqual([
      `BeamCluster "api": ${property} must be known at plan time, got an Output.`,
    ]);
  });

  test('have lists for lists', () => {
    expect(problemsOf({ ...withHttp, secrets: 'db', command: { 0: 'bin/api' } })).toEqual([
      'BeamCluster "api": secrets must be a list, got text.',
      'BeamCluster "api": command must be a list, got an object.',
    ]);
  });

  test('have booleans for booleans', () => {
    expect(problemsOf({ ...withHttp, vmFlags: { busyWait: 'no' } })).toEqual([
      'BeamCluster "api": vmFlags.busyWait must be true or false, got text.',
    ]);
  });
});
