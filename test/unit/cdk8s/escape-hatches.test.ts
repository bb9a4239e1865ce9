import { JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BeamCluster } from 'beam-cluster/cdk8s';
import { manifestOf, manifestsOf, podOf } from './synthesized';

const selector = { app: 'api', 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'api' };

function make(workload: 'Deployment' | 'StatefulSet' = 'Deployment') {
  const chart = Testing.chart();
  return { chart, cluster: new BeamCluster(chart, 'api', { image: 'acme/api', http: { port: 4000 }, workload }) };
}

describe('beyond the props', () => {
  test('a container goes beside the node, which stays as it was', () => {
    const { chart, cluster } = make();
    const [before] = podOf(chart).spec.containers;

    cluster.workload.addContainer({ name: 'statsd', image: 'statsd' });

    const containers = podOf(chart).spec.containers;
    expect(containers.map(({ name }) => name)).toEqual(['api', 'statsd']);
    expect(containers[0]).toEqual(before);
  });

  test('a volume goes beside those of the node', () => {
    const { chart, cluster } = make();
    const volume = kplus.Volume.fromEmptyDir(chart, 'Data', 'data');

    cluster.workload.containers[0]?.mount('/data', volume);

    const { containers, volumes = [] } = podOf(chart).spec;
    expect(volumes.map(({ name }) => name).sort()).toEqual([
      'beam-cluster-crash',
      'beam-cluster-files',
      'beam-cluster-tmp',
      'data',
    ]);
    expect(containers[0]?.volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
  });

  test('an Ingress leads to the client Service', () => {
    const { chart, cluster } = make();

    cluster.service.exposeViaIngress('/');

    expect(manifestOf(chart, 'Ingress').spec['rules']).toEqual([
      {
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { number: 4000 } } } }],
        },
      },
    ]);
  });

  test('the handles of an Ingress and an HTTPRoute take patches', () => {
    const chart = Testing.chart();
    const props = { image: 'acme/api', http: { port: 4000 } };
    const ingress = { hosts: ['shop.example.com'] };
    const cluster = new BeamCluster(chart, 'api', { ...props, ingress, route: { parentRefs: [{ name: 'public' }] } });

    cluster.ingress.addJsonPatch(
      JsonPatch.add('/spec/defaultBackend', { service: { name: 'sorry', port: { number: 80 } } }),
    );
    cluster.route.metadata.addAnnotation('team', 'shop');

    expect(manifestOf(chart, 'Ingress').spec['defaultBackend']).toMatchObject({ service: { name: 'sorry' } });
    expect(manifestOf(chart, 'HTTPRoute').metadata).toMatchObject({ annotations: { team: 'shop' } });
  });

  test('others may connect, by policies on the labels of the pods', () => {
    const { chart, cluster } = make();
    const gateway = kplus.Pods.select(chart, 'Gateway', { labels: { app: 'gateway' } });

    cluster.workload.connections.allowFrom(gateway, { isolation: kplus.PodConnectionsIsolation.POD });

    const policies = manifestsOf(chart).filter(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name !== 'api',
    );
    expect(policies.map(({ spec }) => spec)).toEqual([
      expect.objectContaining({
        podSelector: { matchLabels: selector },
        ingress: [
          { from: [{ podSelector: { matchLabels: { app: 'gateway' } } }], ports: expect.anything() as unknown },
        ],
      }),
    ]);
  });

  test.each(['Deployment', 'StatefulSet'] as const)('an autoscaler takes over the replicas of a %s', (kind) => {
    const { chart, cluster } = make(kind);

    new kplus.HorizontalPodAutoscaler(chart, 'Autoscaler', {
      target: cluster.workload,
      minReplicas: 3,
      maxReplicas: 9,
    });

    expect(manifestOf(chart, kind).spec).not.toHaveProperty('replicas');
    expect(manifestOf(chart, 'HorizontalPodAutoscaler').spec).toMatchObject({
      minReplicas: 3,
      maxReplicas: 9,
      scaleTargetRef: { apiVersion: 'apps/v1', kind, name: 'api' },
    });
  });

  test('a label for the pods goes beside those that select them', () => {
    const { chart, cluster } = make();

    cluster.workload.podMetadata.addLabel('tier', 'web');

    expect(podOf(chart).metadata.labels).toMatchObject({ ...selector, tier: 'web' });
    expect(manifestOf(chart, 'Deployment').spec['selector']).toEqual({ matchLabels: selector });
  });

  test('a schedule of the pods is that of cdk8s-plus', () => {
    const { chart, cluster } = make();

    cluster.workload.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('disk', 'ssd')));

    expect(JSON.stringify(podOf(chart).spec)).toContain('"key":"disk"');
  });
});
