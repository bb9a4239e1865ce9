import { ApiObject, JsonPatch, Testing, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BeamCluster, type AttachProps } from 'beam-cluster/cdk8s';
import { changes } from './changes';
import { richDeployment } from './rich-deployment';
import { containerOf, manifestOf, manifestsOf, podOf, variableOf } from './synthesized';

type Attach = Omit<AttachProps, 'workload'>;

function attach(props: Attach = {}, make: (chart: Chart) => kplus.Workload = richDeployment) {
  const [before, chart] = [Testing.chart(), Testing.chart()];
  make(before);
  const workload = make(chart);
  const attachment = BeamCluster.attach(chart, 'api', { workload, ...props });
  return { before, chart, workload, attachment };
}

describe('an attachment', () => {
  test('changes and removes nothing of what the workload has', () => {
    const { before, chart } = attach({ http: { port: 4000 } });

    expect(changes(manifestOf(before, 'Deployment'), manifestOf(chart, 'Deployment'))).toEqual([]);
  });

  test('adds what was recorded', () => {
    const { chart } = attach({ http: { port: 4000 } });

    expect(manifestsOf(chart)).toMatchSnapshot();
  });

  test('adds the environment of the cluster, after that of the workload', () => {
    const { chart } = attach();
    const names = containerOf(chart).env?.map(({ name }) => name);

    expect(names?.slice(0, 5)).toEqual(['PORT', 'URL', 'POD_NAME', 'POD_NAMESPACE', 'POD_IP']);
    expect(variableOf(containerOf(chart), 'RELEASE_NODE')).toBe('api@$(POD_IP)');
    expect(variableOf(containerOf(chart), 'PORT')).toBe('4000');
  });

  test('leaves a query of dns_cluster that the container has', () => {
    const own = (chart: Chart) => {
      const deployment = richDeployment(chart);
      deployment.containers[0]?.env.addVariable('DNS_CLUSTER_QUERY', kplus.EnvValue.fromValue('other.nodes'));
      return deployment;
    };

    expect(variableOf(containerOf(attach().chart), 'DNS_CLUSTER_QUERY')).toBe('api-headless');
    expect(variableOf(containerOf(attach({}, own).chart), 'DNS_CLUSTER_QUERY')).toBe('other.nodes');
  });

  test('adds the ports that are missing', () => {
    const { chart } = attach({ http: { port: 4000 } });

    expect(containerOf(chart).ports?.map(({ name, containerPort }) => [name, containerPort])).toEqual([
      ['http', 4000],
      ['metrics', 9568],
      ['epmd', 4369],
      ['distribution', 9100],
    ]);
  });

  test('keeps the probe that is there, and adds those that are not', () => {
    const { before, chart } = attach({ http: { port: 4000, healthPath: '/live' } });

    expect(containerOf(chart).readinessProbe).toEqual(containerOf(before).readinessProbe);
    expect(containerOf(chart).livenessProbe?.httpGet).toEqual({
      path: '/live',
      port: 4000,
      scheme: 'HTTP',
      httpHeaders: [{ name: 'Host', value: 'localhost' }],
    });
  });

  test('keeps the volume at /tmp, and adds those of the crash dump and the files', () => {
    const { chart } = attach();
    const mounts = containerOf(chart).volumeMounts?.map(({ mountPath, name }) => [mountPath, name]);

    expect(mounts).toEqual([
      ['/data', 'data'],
      ['/tmp', 'tmp'],
      ['/var/crash', 'beam-cluster-crash'],
      ['/etc/beam-cluster', 'beam-cluster-files'],
    ]);
  });

  test('keeps the labels of the pods, and adds those that are missing', () => {
    const { labels, annotations } = podOf(attach().chart).metadata;

    expect(labels).toMatchObject({
      app: 'shop',
      'app.kubernetes.io/name': 'shop',
      'app.kubernetes.io/instance': 'api',
    });
    expect(annotations).toMatchObject({ 'acme.dev/sha': 'abc', 'beam-cluster/remote-vm-args': '-dist_listen false' });
  });

  test('makes the objects around it, on the labels that select its pods', () => {
    const { chart, workload, attachment } = attach({ http: { port: 4000 } });
    const around = manifestsOf(chart).filter(({ kind }) => kind !== 'Deployment');

    expect(around.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort()).toEqual([
      'NetworkPolicy/api',
      'PodDisruptionBudget/api',
      'Service/api',
      'Service/api-headless',
    ]);
    expect(manifestOf(chart, 'Service', 'api-headless').spec['selector']).toEqual(workload.matchLabels);
    expect(attachment.node.defaultChild).toBe(workload);
    expect(attachment.workload).toBe(workload);
  });

  test('goes to the container that is chosen, and does not touch the others', () => {
    const [before, chart] = [Testing.chart(), Testing.chart()];
    richDeployment(before);
    const workload = richDeployment(chart);
    const [, container] = workload.containers;
    BeamCluster.attach(chart, 'api', { workload, ...(container === undefined ? {} : { container }) });

    const [first, second] = podOf(chart).spec.containers;
    expect(first).toEqual(podOf(before).spec.containers[0]);
    expect(variableOf(second, 'CLUSTER_SERVICE_NAME')).toBe('api-headless');
    expect(second?.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual([
      '/tmp',
      '/var/crash',
      '/etc/beam-cluster',
    ]);
    expect(second?.livenessProbe?.tcpSocket).toEqual({ port: 9100 });
  });

  test.each([
    [
      'StatefulSet',
      (chart: Chart) =>
        new kplus.StatefulSet(chart, 'Workload', {
          containers: [{ image: 'acme/shop' }],
          service: new kplus.Service(chart, 'Pods', { ports: [{ port: 80 }] }),
        }),
    ],
    ['DaemonSet', (chart: Chart) => new kplus.DaemonSet(chart, 'Workload', { containers: [{ image: 'acme/shop' }] })],
  ])('goes to a %s as well', (kind, make) => {
    const { before, chart } = attach({}, make);

    expect(changes(manifestOf(before, kind), manifestOf(chart, kind))).toEqual([]);
    expect(variableOf(containerOf(chart, kind), 'RELEASE_NODE')).toBe('api@$(POD_IP)');
    expect(containerOf(chart, kind).volumeMounts).toHaveLength(3);
  });

  test('goes to many workloads of a chart', () => {
    const chart = Testing.chart();
    for (const id of ['a', 'b']) {
      const workload = new kplus.Deployment(chart, `${id}-workload`, { containers: [{ image: 'acme/shop' }] });
      BeamCluster.attach(chart, id, { workload });
    }

    expect(
      manifestsOf(chart)
        .filter(({ kind }) => kind === 'Service')
        .map(({ metadata }) => metadata.name),
    ).toEqual(['a-headless', 'b-headless']);
  });
});

describe('how long an attachment may drain', () => {
  const drainSeconds = (make: (chart: Chart) => kplus.Workload, props: Attach = {}) =>
    variableOf(containerOf(attach(props, make).chart), 'CLUSTER_DRAIN_SECONDS');
  const sleeping = (command: readonly string[]) => (chart: Chart) =>
    new kplus.Deployment(chart, 'Deployment', {
      containers: [{ image: 'acme/shop', lifecycle: { preStop: kplus.Handler.fromCommand([...command]) } }],
    });

  test('is what the grace leaves after the preStop hook and 5 s to exit', () => {
    expect(drainSeconds(richDeployment)).toBe('20');
    expect(drainSeconds(sleeping(['sleep', '20']))).toBe('5');
    expect(drainSeconds(sleeping(['sh', '-c', 'sleep 20']))).toBe('5');
  });

  test('is what a hook leaves that only the user knows', () => {
    expect(drainSeconds(sleeping(['bin/shop', 'rpc', 'Shop.leave()']), { preStopSeconds: 12 })).toBe('13');
  });

  test('is decided from what is printed, patches included', () => {
    const patched = (chart: Chart) => {
      const deployment = richDeployment(chart);
      const pod = '/spec/template/spec';
      ApiObject.of(deployment).addJsonPatch(
        JsonPatch.replace(`${pod}/terminationGracePeriodSeconds`, 60),
        JsonPatch.replace(`${pod}/containers/0/lifecycle/preStop`, { exec: { command: ['sleep', '8'] } }),
      );
      return deployment;
    };

    expect(drainSeconds(patched)).toBe('47');
  });
});

// Each time that cdk8s-plus renders such a workload, it adds the rules again.
test('an attachment leaves the affinity of a workload with spread', () => {
  const spread = (chart: Chart) =>
    new kplus.Deployment(chart, 'Deployment', { containers: [{ image: 'acme/shop' }], spread: true });
  const { before, chart } = attach({}, spread);

  expect(podOf(chart).spec.affinity).toEqual(podOf(before).spec.affinity);
});
