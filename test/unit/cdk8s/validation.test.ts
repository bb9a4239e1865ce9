import { readdirSync } from 'node:fs';
import { App, Chart, Testing } from 'cdk8s';
import { BeamCluster, ClusterPropsError } from 'beam-cluster/cdk8s';

const literal = 'KMQYTAZXSJUQVLIWOHPB';
const wrong = { image: '', replicas: 0, cookie: literal, env: { POD_IP: 'x' } } as never;

function makeApp(): { app: App; chart: Chart } {
  const app = Testing.app();
  return { app, chart: new Chart(app, 'chart') };
}

function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('wrong props', () => {
  test('fail the synth, all at once and of all clusters, and no file is written', () => {
    const { app, chart } = makeApp();
    new BeamCluster(chart, 'api', wrong);
    new BeamCluster(chart, 'web', { image: 'acme/web', http: { port: 4369 } });

    const { message } = thrownBy(() => {
      app.synth();
    });

    expect(message).toContain('[chart/api] BeamCluster "api": replicas must be a whole number of at least 1, got 0.');
    expect(message).toContain('[chart/api] BeamCluster "api": cookie must be a reference to a Secret');
    expect(message).toContain('[chart/api] BeamCluster "api": image must name an image');
    expect(message).toContain('[chart/api] BeamCluster "api": env.POD_IP is set by the cluster itself.');
    expect(message).toContain('[chart/web] BeamCluster "web": http.port must differ from the epmd port 4369');
    expect(message).not.toContain(literal);
    expect(readdirSync(app.outdir)).toEqual([]);
  });

  test('make nothing of the cluster', () => {
    const cluster = new BeamCluster(makeApp().chart, 'api', wrong);

    expect(cluster.node.children).toEqual([]);
    expect(cluster.node.defaultChild).toBeUndefined();
  });

  test('fail what a test renders as well', () => {
    const { chart } = makeApp();
    new BeamCluster(chart, 'api', wrong);

    expect(() => Testing.synth(chart) as unknown).toThrow('replicas must be a whole number of at least 1, got 0.');
  });

  test('are thrown by every handle, as the reason why it is not there', () => {
    const { chart } = makeApp();
    const cluster = new BeamCluster(chart, 'api', wrong);

    for (const handle of ['workload', 'discovery', 'service', 'cookie', 'budget', 'networkPolicy'] as const) {
      expect(thrownBy(() => cluster[handle])).toBeInstanceOf(ClusterPropsError);
    }
  });

  test.each([undefined, null, 5, 'acme/api', []])('that are no object are an error that says so: %p', (props) => {
    const cluster = new BeamCluster(makeApp().chart, 'api', props as never);

    expect(cluster.node.validate()).toEqual([
      expect.stringMatching(/^BeamCluster "api": props must be an object, got /),
    ]);
  });

  test.each([
    Object.create(null) as object,
    { constructor: undefined },
    { constructor: null, secretKeyRef: undefined },
    Object.assign(Object.create(null) as object, { secretKeyRef: { name: 'a', key: '' } }),
  ])('in env may have no constructor: %p', (value) => {
    const cluster = new BeamCluster(makeApp().chart, 'api', { image: 'acme/api', env: { A: value } });

    expect(cluster.node.validate()).toEqual([expect.stringMatching(/^BeamCluster "api": env\.A/)]);
  });

  test.each([null, [], 5, literal, { name: 5, envValue: 5 }, { secret: null, key: 'a' }])(
    'may be anything as a cookie: %p',
    (cookie) => {
      const cluster = new BeamCluster(makeApp().chart, 'api', { image: 'acme/api', cookie: cookie as never });
      const problems = cluster.node.validate();

      expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) expect(problem).toMatch(/^BeamCluster "api": cookie/);
    },
  );
});
