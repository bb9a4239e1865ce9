import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BeamCluster, type BeamClusterProps } from 'beam-cluster/cdk8s';
import { manifestOf, manifestsOf } from './synthesized';

const founding: BeamClusterProps = {
  image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
  replicas: 3,
  http: { port: 4000, healthPath: '/health' },
  cookie: { secretName: 'rsolv-api-secrets', key: 'erlang-cookie' },
  env: { PHX_HOST: 'api.rsolv.dev' },
};

function make(props: BeamClusterProps = founding) {
  const chart = Testing.chart();
  return { chart, cluster: new BeamCluster(chart, 'rsolv-api', props) };
}

describe('the founding example', () => {
  test('prints what it printed', () => {
    expect(manifestsOf(make().chart)).toMatchSnapshot();
  });

  test('prints the same wherever in a tree the construct is', () => {
    const elsewhere = new Chart(Testing.app(), 'another-chart');
    new BeamCluster(new Construct(new Construct(elsewhere, 'deep'), 'deeper'), 'rsolv-api', founding);

    expect(JSON.stringify(manifestsOf(elsewhere))).toBe(JSON.stringify(manifestsOf(make().chart)));
  });

  test('prints the namespace of the chart, unless the cluster has one', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'platform' });
    new BeamCluster(chart, 'a', founding);
    new BeamCluster(chart, 'b', { ...founding, namespace: 'shop' });

    const namespaces = manifestsOf(chart).map(({ metadata }) => [metadata.name.slice(0, 1), metadata.namespace]);
    expect(namespaces).toHaveLength(10);
    expect(new Set(namespaces.map((pair) => pair.join(' ')))).toEqual(new Set(['a platform', 'b shop']));
  });

  test('may be there many times in one chart', () => {
    const chart = Testing.chart();
    for (const id of ['a', 'b', 'c']) new BeamCluster(chart, id, founding);

    expect(manifestsOf(chart)).toHaveLength(15);
  });

  test('knows nothing of where it was printed', () => {
    expect(JSON.stringify(manifestsOf(make().chart))).not.toMatch(/cdk8s\.io|addr|[0-9a-f]{8}/);
  });
});

describe('handles', () => {
  test('are objects of cdk8s-plus', () => {
    const { cluster } = make();

    expect(cluster.workload).toBeInstanceOf(kplus.Deployment);
    expect(cluster.discovery).toBeInstanceOf(kplus.Service);
    expect(cluster.service).toBeInstanceOf(kplus.Service);
    expect(cluster.networkPolicy).toBeInstanceOf(kplus.NetworkPolicy);
    expect(cluster.budget).toBeInstanceOf(ApiObject);
    expect([cluster.discovery.name, cluster.service?.name]).toEqual(['rsolv-api-headless', 'rsolv-api']);
    expect(cluster.cookie.name).toBe('rsolv-api-secrets');
  });

  test('are the workload behind the construct itself', () => {
    const { chart, cluster } = make();

    expect(cluster.node.defaultChild).toBe(cluster.workload);
    ApiObject.of(cluster).addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', 'high'));
    expect(manifestOf(chart, 'Deployment').spec).toMatchObject({ template: { spec: { priorityClassName: 'high' } } });
  });

  test('are undefined for what is left out', () => {
    const { cluster } = make({ image: 'acme/api', disruptionBudget: false, networkPolicy: false });

    expect([cluster.service, cluster.budget, cluster.networkPolicy]).toEqual([undefined, undefined, undefined]);
  });
});

describe('a StatefulSet', () => {
  test('is governed by the headless Service, and printed wherever it is', () => {
    const { chart, cluster } = make({ ...founding, workload: 'StatefulSet' });

    expect(cluster.workload).toBeInstanceOf(kplus.StatefulSet);
    expect(manifestOf(chart, 'StatefulSet').spec).toMatchObject({
      serviceName: 'rsolv-api-headless',
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: { app: 'rsolv-api' } },
    });
    expect(manifestsOf(chart).map(({ kind }) => kind)).not.toContain('Deployment');
  });
});
