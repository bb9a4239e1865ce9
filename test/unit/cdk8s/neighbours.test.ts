import { readdirSync } from 'node:fs';
import { ApiObject, Chart, Testing, type App, type ChartProps } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BeamCluster } from 'beam-cluster/cdk8s';

const props = { image: 'acme/shop', http: { port: 4000 } };

function makeApp(...charts: readonly (readonly [id: string, props?: ChartProps])[]): readonly [App, ...Chart[]] {
  const app = Testing.app();
  return [app, ...charts.map(([id, given]) => new Chart(app, id, given))] as [App, ...Chart[]];
}

function oneChart(): { readonly app: App; readonly chart: Chart } {
  const app = Testing.app();
  return { app, chart: new Chart(app, 'chart') };
}

function problemsOf(app: App): readonly string[] {
  return app.node.findAll().flatMap((construct) => construct.node.validate());
}

function orders(chart: Chart, id = 'Orders', labels: Record<string, string> = { app: 'orders' }): kplus.Deployment {
  const containers = [{ image: 'acme/orders' }];
  const workload = new kplus.Deployment(chart, id, { containers, select: false, podMetadata: { labels } });
  workload.select(kplus.LabelSelector.of({ labels }));
  return workload;
}

describe('two clusters of one name', () => {
  test('are an error of the synth, which names both, and no file is written', () => {
    const { app, chart } = oneChart();
    new BeamCluster(chart, 'a', { ...props, name: 'shop' });
    new BeamCluster(chart, 'b', { ...props, name: 'shop' });

    expect(() => {
      app.synth();
    }).toThrow(
      '[chart/b] BeamCluster "b": name must not lead to an object that BeamCluster "a" (chart/a) prints too, got Service "shop-headless", Service "shop", NetworkPolicy "shop", PodDisruptionBudget "shop", Deployment "shop". Set another name or namespace for one of the two.',
    );
    expect(readdirSync(app.outdir)).toEqual([]);
  });

  test('are found across the charts of an app, in one namespace', () => {
    const [app, a, b, c] = makeApp(['a'], ['b'], ['c', { namespace: 'c' }]) as [App, Chart, Chart, Chart];
    new BeamCluster(a, 'shop', props);
    new BeamCluster(c, 'shop', props);
    expect(problemsOf(app)).toEqual([]);
    new BeamCluster(b, 'shop', props);

    expect(problemsOf(app)).toEqual([expect.stringContaining('BeamCluster "shop" (a/shop) prints too')]);
  });

  test('are found where one has the namespace from its chart, and the other from its props', () => {
    const [app, a, b] = makeApp(['a', { namespace: 'prod' }], ['b']) as [App, Chart, Chart];
    new BeamCluster(a, 'shop', props);
    new BeamCluster(b, 'shop', { ...props, namespace: 'prod' });

    expect(problemsOf(app)).toEqual([expect.stringContaining('BeamCluster "shop" (a/shop) prints too')]);
  });
});

describe("the user's own objects", () => {
  test('may not have the name of an object of the cluster', () => {
    const { app, chart } = oneChart();
    new BeamCluster(chart, 'shop', props);
    new kplus.Service(chart, 'Own', { metadata: { name: 'shop' }, ports: [{ port: 80 }] });

    expect(problemsOf(app)).toEqual([
      expect.stringContaining('name must not lead to an object that Service "shop" (chart/Own/Resource) prints too'),
    ]);
  });

  test('are no problem under another name, and inside of the cluster', () => {
    const { app, chart } = oneChart();
    const cluster = new BeamCluster(chart, 'shop', props);
    cluster.service.exposeViaIngress('/');
    new kplus.HorizontalPodAutoscaler(chart, 'Scaler', { target: cluster.workload, maxReplicas: 5 });
    new kplus.ConfigMap(cluster, 'Own', { metadata: { name: 'shop' } });
    new kplus.Service(chart, 'Other', { metadata: { name: 'other' }, selector: orders(chart), ports: [{ port: 80 }] });

    expect(problemsOf(app)).toEqual([]);
  });

  const labels = { app: 'shop', 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/instance': 'shop' };
  const template = { metadata: { labels }, spec: { containers: [] } };
  test.each([
    ['Job', { apiVersion: 'batch/v1', kind: 'Job', spec: { template } }],
    ['CronJob', { apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template } } } }],
    ['Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { labels } }],
  ])('%s may not have pods that the cluster selects', (kind, manifest) => {
    const { app, chart } = oneChart();
    new BeamCluster(chart, 'shop', props);
    new ApiObject(chart, 'Migrate', manifest);

    expect(problemsOf(app)).toEqual([
      expect.stringContaining(
        `BeamCluster "shop": name must select only the pods of this cluster, got the pods of ${kind} "chart-migrate`,
      ),
    ]);
  });

  test('of cdk8s-plus are read as well', () => {
    const { app, chart } = oneChart();
    new BeamCluster(chart, 'shop', props);
    new kplus.Job(chart, 'Migrate', { containers: [{ image: 'acme/shop' }], podMetadata: { labels } });

    expect(problemsOf(app)).toEqual([expect.stringContaining('got the pods of Job "chart-migrate')]);
  });

  // Each time that cdk8s-plus renders such a workload, it adds the rules again.
  test('of cdk8s-plus print the same beside a cluster', () => {
    const worker = (chart: Chart) =>
      new kplus.Deployment(chart, 'Worker', { containers: [{ image: 'acme/worker' }], spread: true });
    const { chart } = oneChart();
    new BeamCluster(chart, 'shop', props);
    worker(chart);
    const { chart: without } = oneChart();
    worker(without);
    const printed = Testing.synth(chart) as { readonly metadata: { readonly name: string } }[];

    expect(printed.filter(({ metadata }) => metadata.name.startsWith('chart-worker'))).toEqual(Testing.synth(without));
  });
});

describe('an attachment', () => {
  test('names the cluster that has its workload already', () => {
    const { app, chart } = oneChart();
    const { workload } = new BeamCluster(chart, 'shop', props);
    BeamCluster.attach(chart, 'again', { workload });

    expect(problemsOf(app)).toEqual([
      'BeamCluster "again": workload must not be a part of another cluster, got that of BeamCluster "shop" (chart/shop). One workload is one cluster.',
    ]);
  });

  test('may not select the pods of another workload', () => {
    const { app, chart } = oneChart();
    BeamCluster.attach(chart, 'orders', { workload: orders(chart) });
    expect(problemsOf(app)).toEqual([]);
    orders(chart, 'Canary', { app: 'orders', track: 'canary' });

    expect(problemsOf(app)).toEqual([
      expect.stringMatching(
        /^BeamCluster "orders": workload must select only the pods of this cluster, got the pods of Deployment "chart-canary-\w+" \(chart\/Canary\/Resource\) too, by the label app\. Give one of the two other labels\.$/,
      ),
    ]);
  });

  test('may not have pods that another one selects', () => {
    const { app, chart } = oneChart();
    BeamCluster.attach(chart, 'orders', { workload: orders(chart) });
    BeamCluster.attach(chart, 'canary', { workload: orders(chart, 'Canary', { app: 'orders', track: 'canary' }) });

    expect(problemsOf(app)).toEqual([
      expect.stringContaining(
        'BeamCluster "canary": workload must lead to pods that nothing else selects, got pods that BeamCluster "orders" (chart/orders) selects too, by the label app.',
      ),
    ]);
  });
});
