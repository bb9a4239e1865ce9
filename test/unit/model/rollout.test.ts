import { printDeployment, printStatefulSet, withHttp } from './printed';
import { problemsOf } from './problems-of';

describe('a new version', () => {
  test('adds a pod before it takes one away, each ready for 10 s, and can be rolled back', () => {
    expect(printDeployment().spec).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      minReadySeconds: 10,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
    });
  });

  test('goes as the props say', () => {
    const rollout = {
      maxSurge: '50%',
      maxUnavailable: 2,
      minReadySeconds: 30,
      progressDeadlineSeconds: 900,
      revisionHistoryLimit: 3,
    };

    expect(printDeployment({ rollout }).spec).toMatchObject({
      strategy: { rollingUpdate: { maxSurge: '50%', maxUnavailable: 2 } },
      minReadySeconds: 30,
      progressDeadlineSeconds: 900,
      revisionHistoryLimit: 3,
    });
  });

  test('of a StatefulSet takes the pods one after the other, and starts them together', () => {
    const { spec } = printStatefulSet({ rollout: { minReadySeconds: 20, revisionHistoryLimit: 2 } });

    expect(spec).toMatchObject({
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      minReadySeconds: 20,
      revisionHistoryLimit: 2,
    });
    expect(spec).not.toHaveProperty('strategy');
    expect(spec).not.toHaveProperty('progressDeadlineSeconds');
  });

  test.each([
    [0, 0],
    ['0%', 0],
    [0, '0%'],
  ])('cannot go anywhere with maxSurge %p and maxUnavailable %p', (maxSurge, maxUnavailable) => {
    expect(problemsOf({ ...withHttp, rollout: { maxSurge, maxUnavailable } })).toEqual([
      'BeamCluster "api": rollout is stuck: maxSurge and maxUnavailable must not both be 0. Set one of the two to 1.',
    ]);
  });

  test('may take all pods away, and not more', () => {
    expect(problemsOf({ ...withHttp, rollout: { maxUnavailable: '100%' } })).toEqual([]);
    expect(problemsOf({ ...withHttp, rollout: { maxUnavailable: '101%' } })).toEqual([
      'BeamCluster "api": rollout.maxUnavailable must be at most "100%", got "101%".',
    ]);
  });

  test.each([
    [{ minReadySeconds: 600 }, 600, 600],
    [{ minReadySeconds: 60, progressDeadlineSeconds: 60 }, 60, 60],
    [{ progressDeadlineSeconds: 10 }, 10, 10],
  ])('must not have failed before its first pod counts as ready: %j', (rollout, minReady, deadline) => {
    expect(problemsOf({ ...withHttp, rollout })).toEqual([
      `BeamCluster "api": rollout.progressDeadlineSeconds must be more than minReadySeconds, which is ${minReady}, got ${deadline}.`,
    ]);
  });

  test('of a StatefulSet knows neither surge nor deadline', () => {
    const rollout = { maxSurge: 1, maxUnavailable: 1, progressDeadlineSeconds: 600 };

    expect(problemsOf({ ...withHttp, workload: 'StatefulSet', rollout })).toEqual(
      Object.keys(rollout).map(
        (key) => `BeamCluster "api": rollout.${key} is not a property of a StatefulSet. Remove it.`,
      ),
    );
  });

  test('of a StatefulSet has no deadline that it could miss', () => {
    expect(printStatefulSet({ rollout: { minReadySeconds: 3_600 } }).spec.minReadySeconds).toBe(3_600);
  });
});
