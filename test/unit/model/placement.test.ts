import { printPod, withHttp } from './printed';
import { problemsOf } from './problems-of';

const zone = 'topology.kubernetes.io/zone';
const host = 'kubernetes.io/hostname';

function spreadOf(given: Parameters<typeof printPod>[0]) {
  return (printPod(given).topologySpreadConstraints ?? []).map(({ topologyKey, whenUnsatisfiable }) => [
    topologyKey,
    whenUnsatisfiable,
  ]);
}

describe('pods', () => {
  test('spread over zones and hosts, and never stay pending for it', () => {
    expect(spreadOf({})).toEqual([
      [zone, 'ScheduleAnyway'],
      [host, 'ScheduleAnyway'],
    ]);
  });

  test('of only this cluster are counted, at most one apart', () => {
    for (const constraint of printPod().topologySpreadConstraints ?? []) {
      expect(constraint.maxSkew).toBe(1);
      expect(constraint.labelSelector.matchLabels).toMatchObject({ app: 'api' });
    }
  });

  test.each([
    ['Deployment', 'pod-template-hash'],
    ['StatefulSet', 'controller-revision-hash'],
  ] as const)('of a %s are counted by version, so that they are even after a rollout', (workload, label) => {
    const constraints = printPod({ workload }).topologySpreadConstraints ?? [];

    expect(constraints.map(({ matchLabelKeys }) => matchLabelKeys)).toEqual([[label], [label]]);
  });

  test('spread as the props say', () => {
    expect(spreadOf({ spread: { zones: 'require' } })).toEqual([
      [zone, 'DoNotSchedule'],
      [host, 'ScheduleAnyway'],
    ]);
    expect(spreadOf({ spread: { zones: 'ignore', hosts: 'require' } })).toEqual([[host, 'DoNotSchedule']]);
  });

  test.each([false, { zones: 'ignore', hosts: 'ignore' }] as const)('are left to the scheduler: %j', (spread) => {
    expect(printPod({ spread })).not.toHaveProperty('topologySpreadConstraints');
  });

  test('are an error that explains the property where it is mistyped', () => {
    expect(problemsOf({ ...withHttp, spread: { zones: 'required' } })).toEqual([
      'BeamCluster "api": spread.zones must be one of "prefer", "require", "ignore", got "required". Did you mean "require"?',
    ]);
  });
});
