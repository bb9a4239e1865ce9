import { modelAttachment, type DrainProps } from 'beam-cluster/model';
import { printContainer, printPod, printVariables, withHttp } from './printed';
import { attachmentProblemsOf, problemsOf } from './problems-of';

interface Leaving {
  readonly preStopSeconds: number;
  readonly drainSeconds: number;
  readonly graceSeconds: number;
  readonly crashDumpSeconds: number;
}

/** How long each step takes, as the kubelet, the runtime and the VM read it. */
function leaving(drain: DrainProps = {}): Leaving {
  const { lifecycle } = printContainer({ drain });
  const variables = printVariables({ drain });
  return {
    preStopSeconds: Number(lifecycle?.preStop.exec.command[1] ?? 0),
    drainSeconds: Number(variables['CLUSTER_DRAIN_SECONDS']),
    graceSeconds: printPod({ drain }).terminationGracePeriodSeconds,
    crashDumpSeconds: Number(variables['ERL_CRASH_DUMP_SECONDS']),
  };
}

describe('how a pod leaves', () => {
  test('by default: 10 s pause, 45 s drain, 5 s to exit, which is 60 s of grace', () => {
    expect(leaving()).toEqual({ preStopSeconds: 10, drainSeconds: 45, graceSeconds: 60, crashDumpSeconds: 30 });
  });

  test.each<[DrainProps, Partial<Leaving>]>([
    [{ shutdownSeconds: 30 }, { preStopSeconds: 10, drainSeconds: 30, graceSeconds: 60 }],
    [{ shutdownSeconds: 120 }, { preStopSeconds: 10, drainSeconds: 120, graceSeconds: 135 }],
    [{ preStopSeconds: 0 }, { preStopSeconds: 0, drainSeconds: 55, graceSeconds: 60 }],
    [{ preStopSeconds: 100 }, { preStopSeconds: 100, drainSeconds: 1, graceSeconds: 106 }],
    [{ graceSeconds: 300 }, { preStopSeconds: 10, drainSeconds: 285, graceSeconds: 300 }],
    [{ graceSeconds: 16 }, { preStopSeconds: 10, drainSeconds: 1, graceSeconds: 16 }],
    [
      { preStopSeconds: 5, shutdownSeconds: 10, graceSeconds: 20 },
      { preStopSeconds: 5, drainSeconds: 10, graceSeconds: 20 },
    ],
  ])('%j comes to %j', (given, decided) => {
    expect(leaving(given)).toMatchObject(decided);
  });

  test('leaves a crash dump no more time than the drain has, so that it is written within the grace', () => {
    expect(leaving({ shutdownSeconds: 20 }).crashDumpSeconds).toBe(20);
    expect(leaving({ shutdownSeconds: 200 }).crashDumpSeconds).toBe(30);
  });

  test('reaches the kubelet, the runtime and the VM', () => {
    const drain = { preStopSeconds: 7, shutdownSeconds: 20, graceSeconds: 40 };

    expect(printPod({ drain }).terminationGracePeriodSeconds).toBe(40);
    expect(printContainer({ drain }).lifecycle).toEqual({ preStop: { exec: { command: ['sleep', '7'] } } });
    expect(printVariables({ drain })).toMatchObject({ CLUSTER_DRAIN_SECONDS: '20', ERL_CRASH_DUMP_SECONDS: '20' });
  });

  test('has no preStop hook where there is no pause', () => {
    expect(printContainer({ drain: { preStopSeconds: 0 } })).not.toHaveProperty('lifecycle');
  });

  test('must fit into the grace', () => {
    const drain = { preStopSeconds: 10, shutdownSeconds: 30, graceSeconds: 40 };

    expect(problemsOf({ ...withHttp, drain })).toEqual([
      'BeamCluster "api": drain.graceSeconds must be at least 45: 10 s preStop, 30 s shutdown, 5 s to exit, got 40. Raise it, or shorten the other two.',
    ]);
  });

  test('leaves the application at least a second', () => {
    expect(problemsOf({ ...withHttp, drain: { graceSeconds: 15 } })).toEqual([
      'BeamCluster "api": drain.graceSeconds must be at least 16: 10 s preStop, 1 s shutdown, 5 s to exit, got 15. Raise it, or shorten the other two.',
    ]);
  });

  test.each([
    ['drain.preStopSeconds', { preStopSeconds: -1 }, 'from 0 to 86400', '-1'],
    ['drain.shutdownSeconds', { shutdownSeconds: 0 }, 'from 1 to 86400', '0'],
    ['drain.graceSeconds', { graceSeconds: 86_401 }, 'from 0 to 86400', '86401'],
    ['drain.graceSeconds', { graceSeconds: '60s' }, 'from 0 to 86400', 'text'],
  ])('%s cannot be %j', (property, drain, range, shown) => {
    expect(problemsOf({ ...withHttp, drain })).toEqual([
      `BeamCluster "api": ${property} must be a whole number ${range}, got ${shown}.`,
    ]);
  });
});

describe('the grace of a workload of the user', () => {
  const selector = { app: 'shop' };

  test('is 30 s unless it is given, as in Kubernetes', () => {
    expect(attachmentProblemsOf({ selector })).toEqual([]);
  });

  test.each([
    [{}, '25'],
    [{ preStopSeconds: 20 }, '5'],
    [{ graceSeconds: 90, preStopSeconds: 15 }, '70'],
  ])('%j leaves %s s to drain', (props, seconds) => {
    const { env } = modelAttachment('api', { selector, ...props }).node;

    expect(env.find(({ name }) => name === 'CLUSTER_DRAIN_SECONDS')?.value).toBe(seconds);
  });

  test('must cover the preStop hook', () => {
    expect(attachmentProblemsOf({ selector, preStopSeconds: 25 })).toEqual([
      'BeamCluster "api": graceSeconds must be at least 31: 25 s preStop, 1 s shutdown, 5 s to exit, got 30. Raise it.',
    ]);
  });

  test('must leave a second to drain and five to exit, and is named as it is given', () => {
    expect(attachmentProblemsOf({ selector, graceSeconds: 5 })).toEqual([
      'BeamCluster "api": graceSeconds must be at least 6: 1 s shutdown, 5 s to exit, got 5. Raise it.',
    ]);
  });
});
