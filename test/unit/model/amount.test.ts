import { isMoreThanAll, isZero, podsOf } from '../../../lib/model/schema';
import { printDeployment, withHttp } from './printed';
import { problemsOf } from './problems-of';

const rule = 'must be a whole number of pods or a percentage such as "25%"';

describe('an amount of pods', () => {
  test.each([0, 1, 2_147_483_647, '0%', '1%', '25%', '100%'])('may be %p', (maxSurge) => {
    const { strategy } = printDeployment({ rollout: { maxSurge, maxUnavailable: 1 } }).spec;

    expect(strategy.rollingUpdate.maxSurge).toBe(maxSurge);
  });

  test.each([
    [-1, '-1'],
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [2_147_483_648, 'a number of 10 digits'],
    ['25', '"25"'],
    ['25.5%', '"25.5%"'],
    ['-25%', '"-25%"'],
    ['025%', '"025%"'],
    ['', '""'],
    [true, 'true'],
    [null, 'null'],
    [{ percent: 25 }, 'an object'],
    [['25%'], 'a list of 1'],
  ])('cannot be %p', (maxSurge, shown) => {
    expect(problemsOf({ ...withHttp, rollout: { maxSurge } })).toEqual([
      `BeamCluster "api": rollout.maxSurge ${rule}, got ${shown}.`,
    ]);
  });

  test('rounds up where pods must stay, as Kubernetes does', () => {
    expect(podsOf('34%', 3)).toBe(2);
    expect(podsOf('33%', 3)).toBe(1);
    expect(podsOf('50%', 4)).toBe(2);
  });

  test('is itself where it is a number', () => {
    expect(podsOf(5, 3)).toBe(5);
  });

  test('is zero as a number and as a percentage', () => {
    expect([0, '0%', 1, '1%'].map(isZero)).toEqual([true, true, false, false]);
  });

  test('is more than all only as a percentage above 100, since a number may exceed the replicas', () => {
    expect(['100%', '101%', 100, 101].map(isMoreThanAll)).toEqual([false, true, false, false]);
  });
});
