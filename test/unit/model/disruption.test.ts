import { printCluster, withHttp } from './printed';
import { problemsOf } from './problems-of';

describe('the disruption budget', () => {
  test('lets one pod go at a time, and never a broken pod block a machine', () => {
    const { budget, workload } = printCluster();

    expect(budget?.spec).toEqual({
      selector: workload.spec.selector,
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  test('may be said as what must stay', () => {
    const { budget } = printCluster({ disruptionBudget: { minAvailable: '50%' } });

    expect(budget?.spec).toMatchObject({ minAvailable: '50%' });
    expect(budget?.spec).not.toHaveProperty('maxUnavailable');
  });

  test('is left out where it is false', () => {
    expect(printCluster({ disruptionBudget: false })).not.toHaveProperty('budget');
  });

  test.each([{}, { maxUnavailable: 1, minAvailable: 1 }])('must be said in one way: %j', (disruptionBudget) => {
    expect(problemsOf({ ...withHttp, disruptionBudget })).toEqual([
      'BeamCluster "api": disruptionBudget must have one of maxUnavailable and minAvailable.',
    ]);
  });

  test('with a wrong amount is an error about only the amount', () => {
    expect(problemsOf({ ...withHttp, disruptionBudget: { maxUnavailable: -1 } })).toEqual([
      'BeamCluster "api": disruptionBudget.maxUnavailable must be a whole number of pods or a percentage such as "25%", got -1.',
    ]);
  });

  test.each([0, '0%'])('that lets none go is refused: %p', (maxUnavailable) => {
    expect(problemsOf({ ...withHttp, disruptionBudget: { maxUnavailable } })).toEqual([
      `BeamCluster "api": disruptionBudget.maxUnavailable would keep every machine from being drained, got ${JSON.stringify(maxUnavailable)}. Set it to 1, or set disruptionBudget to false.`,
    ]);
  });

  test.each([
    [3, 3],
    [3, 4],
    [3, '100%'],
    [3, '67%'],
    [1, 1],
    [1, '1%'],
    [10, '91%'],
  ])('of %p replicas that keeps %p is refused, since percentages are rounded up', (replicas, minAvailable) => {
    expect(problemsOf({ ...withHttp, replicas, disruptionBudget: { minAvailable } })).toEqual([
      `BeamCluster "api": disruptionBudget.minAvailable would keep every machine from being drained, got ${JSON.stringify(minAvailable)}. With ${replicas} replicas it must come to less than ${replicas}.`,
    ]);
  });

  test.each([
    [3, 2],
    [3, '66%'],
    [10, '90%'],
    [1, 0],
    [1, '0%'],
  ])('of %p replicas may keep %p', (replicas, minAvailable) => {
    expect(problemsOf({ ...withHttp, replicas, disruptionBudget: { minAvailable } })).toEqual([]);
  });

  test('cannot take more than all', () => {
    expect(problemsOf({ ...withHttp, disruptionBudget: { maxUnavailable: '101%' } })).toEqual([
      'BeamCluster "api": disruptionBudget.maxUnavailable must be at most "100%", got "101%".',
    ]);
  });
});
