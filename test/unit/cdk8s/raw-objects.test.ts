import { join } from 'node:path';
import { ApiObject, Include, Testing, type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { BeamCluster } from 'beam-cluster/cdk8s';
import { changes } from './changes';
import { manifestOf, manifestsOf, podOf, variableOf } from './synthesized';

const container = {
  name: 'shop',
  image: 'acme/shop:7',
  ports: [{ name: 'http', containerPort: 4000 }],
  lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
};
const spec = {
  replicas: 2,
  selector: { matchLabels: { app: 'shop' } },
  template: {
    metadata: { labels: { app: 'shop' } },
    spec: { terminationGracePeriodSeconds: 60, containers: [{ name: 'proxy', image: 'proxy' }, container] },
  },
};

// What `cdk8s import` writes has the words of its bindings; an ApiObject and an Include have those of the manifest.
const makers: Readonly<Record<string, (chart: Chart) => ApiObject>> = {
  'a KubeDeployment': (chart) => new k8s.KubeDeployment(chart, 'Raw', { metadata: { name: 'shop' }, spec }),
  'an ApiObject': (chart) =>
    new ApiObject(chart, 'Raw', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'shop' }, spec }),
  'an object of an Include': (chart) => {
    const [object] = new Include(chart, 'Include', { url: join(__dirname, 'included.yaml') }).apiObjects;
    if (object === undefined) throw new Error('The file has no object.');
    return object;
  },
};

describe.each(Object.entries(makers))('%s', (_name, make) => {
  function attached() {
    const [before, chart] = [Testing.chart(), Testing.chart()];
    make(before);
    const workload = make(chart);
    const attachment = BeamCluster.attach(chart, 'api', { workload, container: 'shop', http: { port: 4000 } });
    expect(attachment.node.validate()).toEqual([]);
    return { before, chart, workload, attachment };
  }

  test('gets what a node needs in the container that is named, and loses nothing', () => {
    const { before, chart } = attached();
    const [proxy, shop] = podOf(chart).spec.containers;

    expect(changes(manifestOf(before, 'Deployment'), manifestOf(chart, 'Deployment'))).toEqual([]);
    expect(proxy).toEqual({ name: 'proxy', image: 'proxy' });
    expect(variableOf(shop, 'RELEASE_NODE')).toBe('api@$(POD_IP)');
    expect(variableOf(shop, 'CLUSTER_DRAIN_SECONDS')).toBe('50');
    expect(shop?.livenessProbe?.tcpSocket).toEqual({ port: 4000 });
    expect(shop?.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual(['/tmp', '/var/crash', '/etc/beam-cluster']);
    expect(podOf(chart).spec).toMatchObject({
      volumes: [
        { name: 'beam-cluster-tmp', emptyDir: { sizeLimit: '256Mi' } },
        { name: 'beam-cluster-crash', emptyDir: { sizeLimit: '2Gi' } },
        { name: 'beam-cluster-files', downwardAPI: { items: [{ path: 'remote.vm.args' }] } },
      ],
    });
    expect(podOf(chart).metadata.annotations).toEqual({ 'beam-cluster/remote-vm-args': '-dist_listen false' });
  });

  test('is the workload of the attachment, and selects its pods', () => {
    const { chart, workload, attachment } = attached();
    const object: ApiObject = attachment.workload;

    expect(object).toBe(workload);
    expect(attachment.node.defaultChild).toBe(workload);
    expect(manifestOf(chart, 'Service', 'api-headless').spec['selector']).toEqual({ app: 'shop' });
    expect(manifestsOf(chart)).toHaveLength(5);
  });

  test('is attached to once', () => {
    const { chart, workload } = attached();

    expect(BeamCluster.attach(chart, 'again', { workload, container: 'proxy' }).node.validate()).toEqual([
      'BeamCluster "again": workload must not be a part of another cluster, got that of BeamCluster "api" (test/api). One workload is one cluster.',
    ]);
  });
});

test('an object without a container of that name, or with one that is not named, is told so', () => {
  const chart = Testing.chart();
  const workload = new k8s.KubeDeployment(chart, 'Raw', { spec });
  const problems = (id: string, name: unknown) =>
    BeamCluster.attach(chart, id, { workload, container: name as string }).node.validate();

  expect(problems('a', 'web')).toEqual(['BeamCluster "a": container must be one of the containers of the workload.']);
  expect(problems('b', container)).toEqual([
    'BeamCluster "b": container must be the name of a container of the ApiObject.',
  ]);
});
