import { join } from 'node:path';
import { ApiObject, Cron, Duration, Include, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BeamCluster, type AttachProps } from 'beam-cluster/cdk8s';

type Chart = ReturnType<typeof Testing.chart>;

function deployment(chart: Chart, container: Partial<kplus.ContainerProps> = {}, props: kplus.DeploymentProps = {}) {
  const workload = new kplus.Deployment(chart, 'Deployment', props);
  workload.addContainer({ name: 'shop', image: 'acme/shop', ...container });
  return workload;
}

function problemsOf(make: (chart: Chart) => unknown): string[] {
  const chart = Testing.chart();
  return BeamCluster.attach(chart, 'api', make(chart) as AttachProps).node.validate();
}

describe('what clustering cannot be added to', () => {
  test.each([undefined, null, 5, {}, { workload: null }, { workload: {} }, { workload: { matchLabels: {} } }])(
    'is no workload: %p',
    (props) => {
      expect(problemsOf(() => props)).toEqual([
        'BeamCluster "api": workload must be a Deployment, a StatefulSet or a DaemonSet, of cdk8s-plus or as an ApiObject.',
      ]);
    },
  );

  const containers = [{ image: 'acme/shop' }];
  const ends = 'Its pods end, and the nodes of a cluster stay. Attach to what serves requests.';
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['a Job', (chart) => new kplus.Job(chart, 'Job', { containers }), ends],
    ['a CronJob', (chart) => new kplus.CronJob(chart, 'Job', { containers, schedule: Cron.daily() }), ends],
    [
      'a Pod',
      (chart) => new kplus.Pod(chart, 'Pod', { containers }),
      'Nothing replaces a Pod that is gone. Make a Deployment.',
    ],
    [
      'an ApiObject of the kind Job',
      (chart) => new ApiObject(chart, 'Raw', { apiVersion: 'batch/v1', kind: 'Job' }),
      ends,
    ],
    [
      'an Include',
      (chart) => new Include(chart, 'Include', { url: join(__dirname, 'included.yaml') }),
      'Give one of its apiObjects.',
    ],
    [
      'a construct around a Deployment',
      (chart) => {
        const construct = new Construct(chart, 'Around');
        construct.node.defaultChild = new ApiObject(chart, 'Raw', { apiVersion: 'apps/v1', kind: 'Deployment' });
        return construct;
      },
      'Give the Deployment itself.',
    ],
  ])('is %s', (got, make, remedy) => {
    expect(problemsOf((chart) => ({ workload: make(chart) }))).toEqual([
      `BeamCluster "api": workload must be a Deployment, a StatefulSet or a DaemonSet, of cdk8s-plus or as an ApiObject, got ${got}. ${remedy}`,
    ]);
  });

  const unreadable =
    'BeamCluster "api": preStopSeconds must be given, because the preStop hook of the container "shop" does more than to sleep. Set it to the seconds that the hook takes at most.';
  test.each([
    kplus.Handler.fromCommand(['bin/shop', 'rpc', 'Shop.leave()']),
    kplus.Handler.fromHttpGet('/leave', { port: 4000 }),
  ])('has a preStop hook that takes an unknown time', (preStop) => {
    const lifecycle = { preStop };

    expect(problemsOf((chart) => ({ workload: deployment(chart, { lifecycle }) }))).toEqual([unreadable]);
    expect(problemsOf((chart) => ({ workload: deployment(chart, { lifecycle }), preStopSeconds: 10 }))).toEqual([]);
  });

  test('has a preStop hook that sleeps longer than what is given', () => {
    const lifecycle = { preStop: kplus.Handler.fromCommand(['sleep', '20']) };

    expect(problemsOf((chart) => ({ workload: deployment(chart, { lifecycle }), preStopSeconds: 10 }))).toEqual([
      'BeamCluster "api": preStopSeconds must be at least 20, which the preStop hook of the container "shop" sleeps, got 10.',
    ]);
  });

  test('has a preStop hook that leaves no time to drain', () => {
    const lifecycle = { preStop: kplus.Handler.fromCommand(['sleep', '25']) };

    expect(problemsOf((chart) => ({ workload: deployment(chart, { lifecycle }) }))).toEqual([
      'BeamCluster "api": workload.terminationGracePeriod must be at least 31: 25 s preStop, 1 s shutdown, 5 s to exit, got 30. Raise it.',
    ]);
  });

  test('has no container', () => {
    expect(problemsOf((chart) => ({ workload: new kplus.Deployment(chart, 'Deployment') }))).toEqual([
      'BeamCluster "api": workload must have a container, got none.',
    ]);
  });

  test('has the container elsewhere', () => {
    expect(
      problemsOf((chart) => ({
        workload: deployment(chart),
        container: new kplus.Deployment(chart, 'Other', { containers: [{ image: 'b' }] }).containers[0],
      })),
    ).toEqual(['BeamCluster "api": container must be one of the containers of the workload.']);
  });

  test('sets what the cluster sets', () => {
    const envVariables = {
      POD_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP),
      RELEASE_COOKIE: kplus.EnvValue.fromValue('KMQYTAZXSJUQVLIWOHPB'),
    };
    const leaves = (name: string) =>
      `BeamCluster "api": workload must not set the variable ${name} of its container "shop", which the cluster sets. Remove it from the container.`;

    expect(problemsOf((chart) => ({ workload: deployment(chart, { envVariables }) }))).toEqual([
      leaves('POD_IP'),
      leaves('RELEASE_COOKIE'),
    ]);
  });

  test('has another port under the name of one of the cluster', () => {
    const ports = [{ name: 'http', number: 8080 }];

    expect(problemsOf((chart) => ({ workload: deployment(chart, { ports }), http: { port: 4000 } }))).toEqual([
      'BeamCluster "api": workload must have 4000 as the port "http" of its container "shop", got 8080. Rename that port, or move one of the two.',
    ]);
  });

  test('selects its pods by nothing', () => {
    expect(problemsOf((chart) => ({ workload: deployment(chart, {}, { select: false }) }))).toEqual([
      'BeamCluster "api": workload must have the labels that select the pods, got none.',
    ]);
  });

  test('has no time to drain', () => {
    const terminationGracePeriod = Duration.seconds(5);

    expect(problemsOf((chart) => ({ workload: deployment(chart, {}, { terminationGracePeriod }) }))).toEqual([
      'BeamCluster "api": workload.terminationGracePeriod must be at least 6: 1 s shutdown, 5 s to exit, got 5. Raise it.',
    ]);
  });

  test('has clustering already', () => {
    const chart = Testing.chart();
    const workload = deployment(chart);
    const container = workload.addContainer({ name: 'second', image: 'b' });
    BeamCluster.attach(chart, 'api', { workload });

    expect(BeamCluster.attach(chart, 'again', { workload, container }).node.validate()).toEqual([
      'BeamCluster "again": workload must not be a part of another cluster, got that of BeamCluster "api" (test/api). One workload is one cluster.',
    ]);
  });

  test('gets all problems at once, and stays as it was', () => {
    const chart = Testing.chart();
    const workload = deployment(chart, { envVariables: { POD_IP: kplus.EnvValue.fromValue('x') } });
    const before = JSON.stringify(workload.containers[0]?.env.variables);
    const attachment = BeamCluster.attach(chart, 'api', { workload, http: { port: 9100 }, image: 'a' } as never);

    expect(attachment.node.validate().map((line) => /^BeamCluster "api": (\S+) /.exec(line)?.[1])).toEqual([
      'workload',
      'image',
      'http.port',
    ]);
    expect(JSON.stringify(workload.containers[0]?.env.variables)).toBe(before);
    expect(() => attachment.workload).toThrow('http.port must differ');
  });

  test('keeps a volume of the name tmp wherever it is mounted', () => {
    expect(
      problemsOf((chart) => ({
        workload: deployment(chart, {
          volumeMounts: [{ path: '/cache', volume: kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp') }],
        }),
      })),
    ).toEqual([]);
  });
});
