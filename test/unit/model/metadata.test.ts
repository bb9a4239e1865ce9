import { printDeployment, printManifests, withHttp } from './printed';
import { problemsOf, shownText } from './problems-of';

describe('metadata', () => {
  test('has the namespace on every object, or none at all, so that the engine decides', () => {
    for (const { metadata } of printManifests({ namespace: 'shop' })) expect(metadata.namespace).toBe('shop');
    for (const { metadata } of printManifests()) expect(metadata).not.toHaveProperty('namespace');
  });

  test('has the annotations on the workload and on its pods, so that a change rolls them', () => {
    const { metadata, spec } = printDeployment({ annotations: { 'acme.dev/sha': 'abc' } });

    expect(metadata.annotations).toEqual({ 'acme.dev/sha': 'abc' });
    expect(spec.template.metadata.annotations).toMatchObject({ 'acme.dev/sha': 'abc' });
  });

  test.each([
    'pod-template-hash',
    'controller-revision-hash',
    'statefulset.kubernetes.io/pod-name',
    'apps.kubernetes.io/pod-index',
  ])('has no label that a controller writes: %s', (key) => {
    expect(problemsOf({ ...withHttp, labels: { [key]: 'x' } })).toEqual([
      `BeamCluster "api": labels.${key} is written by the controller of the workload, which would replace it. Use another key.`,
    ]);
  });

  test.each(['deployment.kubernetes.io/revision', 'kubectl.kubernetes.io/last-applied-configuration'])(
    'has no annotation that Kubernetes writes: %s',
    (key) => {
      expect(problemsOf({ ...withHttp, annotations: { [key]: 'x' } })).toEqual([
        `BeamCluster "api": annotations.${key} is written by Kubernetes, which would replace it. Use another key.`,
      ]);
    },
  );

  test.each(['', 'Shop', 'my.shop', '-shop', 's'.repeat(64)])('has no namespace like %j', (namespace) => {
    expect(problemsOf({ ...withHttp, namespace })).toEqual([
      `BeamCluster "api": namespace must be a DNS-1123 label of at most 63 lower-case letters, digits and "-", got ${shownText(namespace)}.`,
    ]);
  });

  test.each(['', 'a b', 'a/b/c', '/a', 'a/', '-a', 'A.dev/a', 'x'.repeat(64), `${'x'.repeat(254)}/a`])(
    'has no key like %j',
    (key) => {
      const rule = `must have keys such as "team" or "example.com/team", got ${shownText(key)}.`;

      expect(problemsOf({ ...withHttp, labels: { [key]: 'x' }, annotations: { [key]: 'x' } })).toEqual([
        `BeamCluster "api": labels ${rule} Rename the label.`,
        `BeamCluster "api": annotations ${rule} Rename the annotation.`,
      ]);
    },
  );

  test.each(['-a', 'a-', 'a b', 'ä', 'x'.repeat(64), 5, null])('has no label of the value %p', (value) => {
    const problems = problemsOf({ ...withHttp, labels: { team: value } });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^BeamCluster "api": labels\.team must be at most 63 letters, digits, "-", "_" and "\.", with a letter or digit at each end/,
    );
  });

  test('has annotations of at most 256 KiB, as the API server takes them', () => {
    const half = 'x'.repeat(131_072);

    expect(problemsOf({ ...withHttp, annotations: { a: half } })).toEqual([]);
    expect(problemsOf({ ...withHttp, annotations: { a: half, b: half } })).toEqual([
      'BeamCluster "api": annotations must have at most 262144 bytes together, got 262191. Move large values into a ConfigMap.',
    ]);
    expect(problemsOf({ ...withHttp, service: { annotations: { a: half, b: half } } })).toEqual([
      'BeamCluster "api": service.annotations must have at most 262144 bytes together, got 262146. Move large values into a ConfigMap.',
    ]);
  });

  test('counts annotations in bytes, not in characters', () => {
    expect(problemsOf({ ...withHttp, headless: { annotations: { a: 'ä'.repeat(131_072) } } })).toEqual([
      'BeamCluster "api": headless.annotations must have at most 262144 bytes together, got 262145. Move large values into a ConfigMap.',
    ]);
  });
});
