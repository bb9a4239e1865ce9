import { manifests, modelAttachment, modelCluster, type BeamClusterProps } from 'beam-cluster/model';
import { printManifests, withHttp } from './printed';
import { problemsOf } from './problems-of';

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

const full: BeamClusterProps = {
  ...withHttp,
  env: { A: 'b', C: { secretKeyRef: { name: 'd', key: 'e' } } },
  labels: { team: 'shop' },
  annotations: { a: 'b' },
  rollout: { maxSurge: 2 },
  probes: { startup: { failureThreshold: 10 } },
};

describe('the model', () => {
  test('lists the manifests in the order in which they are best applied', () => {
    expect(printManifests().map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'Service/api-headless',
      'Service/api',
      'NetworkPolicy/api',
      'PodDisruptionBudget/api',
      'Deployment/api',
    ]);
  });

  test('lists none that was left out', () => {
    const bare = modelCluster('api', { image: 'acme/api', disruptionBudget: false, networkPolicy: false });

    expect(manifests(bare).map(({ kind }) => kind)).toEqual(['Service', 'Deployment']);
  });

  test('is a function of only its props, and leaves them as they are', () => {
    const props = deepFreeze(structuredClone(full));

    expect(modelCluster('api', props)).toEqual(modelCluster('api', structuredClone(full)));
  });

  test('is plain: it survives a journey through JSON', () => {
    const printed = manifests(modelCluster('api', full));

    expect(JSON.parse(JSON.stringify(printed))).toEqual(printed);
  });

  test('places values that only an engine can read, and reads none', () => {
    const opaque = Object.freeze({ opaque: true });
    const isOpaque = (value: unknown) => value === opaque;
    const props = {
      image: opaque,
      namespace: opaque,
      env: { A: opaque, B: { secretKeyRef: { name: opaque, key: 'k' } } },
      annotations: { a: opaque },
      secrets: [opaque],
      envFrom: [{ configMapName: opaque }],
      command: [opaque],
      args: [opaque],
      imagePullSecrets: [opaque, opaque],
      serviceAccount: { name: opaque },
      cookie: { secretName: opaque },
      headless: { annotations: { a: opaque } },
    };
    const { workload, discovery } = modelCluster<object | string>('api', props, { isOpaque }).objects;
    const { containers, serviceAccountName, imagePullSecrets } = workload.spec.template.spec;

    expect(discovery.metadata).toMatchObject({ namespace: opaque, annotations: { a: opaque } });
    expect(workload.metadata).toMatchObject({ namespace: opaque, annotations: { a: opaque } });
    expect([serviceAccountName, imagePullSecrets?.[0]?.name]).toEqual([opaque, opaque]);
    expect(containers[0]).toMatchObject({ image: opaque, command: [opaque], args: [opaque] });
    expect(containers[0].env.slice(-2)).toEqual([
      { name: 'A', value: opaque },
      { name: 'B', valueFrom: { secretKeyRef: { name: opaque, key: 'k' } } },
    ]);
  });

  test('tells every problem of a call at once', () => {
    const problems = problemsOf({
      replicas: 0,
      http: { port: 4369 },
      cookie: 'COOKIE',
      env: { RELEASE_NODE: 'x', '1': 'y' },
      resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
      drain: { graceSeconds: 5 },
      disruptionBudget: { maxUnavailable: 0 },
      rollout: { maxSurge: 0 },
      vmFlags: { extra: ['-sname'] },
      labels: { app: 'x' },
      relicas: 3,
      name: 'Bad',
    });

    expect(problems.map((line) => /^BeamCluster "api": (\S+) /.exec(line)?.[1])).toEqual([
      'relicas',
      'image',
      'replicas',
      'cookie',
      'env',
      'name',
      'labels.app',
      'http.port',
      'vmFlags.extra',
      'disruptionBudget.maxUnavailable',
      'env.RELEASE_NODE',
      'resources.requests.memory',
      'rollout',
      'drain.graceSeconds',
    ]);
  });
});

describe('the model of what clustering is added to', () => {
  test('selects the pods by the labels of the user in every object around them', () => {
    const selector = { app: 'shop', tier: 'web' };
    const { discovery, service, budget, networkPolicy } = modelAttachment('api', {
      selector,
      http: { port: 4000 },
    }).objects;

    expect([discovery.spec.selector, service?.spec.selector]).toEqual([selector, selector]);
    expect(budget?.spec.selector.matchLabels).toEqual(selector);
    expect(networkPolicy?.spec.podSelector.matchLabels).toEqual(selector);
    expect(networkPolicy?.spec.ingress?.[0]?.from).toEqual([{ podSelector: { matchLabels: selector } }]);
  });

  test('needs those labels', () => {
    expect(() => modelAttachment('api', {} as never)).toThrow('BeamCluster "api": selector must be given.');
    expect(() => modelAttachment('api', { selector: {} })).toThrow(
      'BeamCluster "api": selector must have the labels that select the pods, got none.',
    );
  });

  test('drains for what the grace of the workload leaves, without a pause of its own', () => {
    const { node } = modelAttachment('api', { selector: { app: 'shop' }, graceSeconds: 40 });

    expect(node.env).toContainEqual({ name: 'CLUSTER_DRAIN_SECONDS', value: '35' });
  });
});
