import { printCluster, printStatefulSet, withHttp } from './printed';
import { problemsOf } from './problems-of';

const autoscaling = { min: 2, max: 10 };
const autoscalerOf = (more: object = {}) => printCluster({ autoscaling: { ...autoscaling, ...more } }).autoscaler?.spec;
const ofResource = (name: string, averageUtilization: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});

describe('an autoscaler', () => {
  test('is not there unless it is asked for', () => {
    expect(printCluster()).not.toHaveProperty('autoscaler');
  });

  test('owns the number of nodes, so that the workload has none', () => {
    const { workload, autoscaler } = printCluster({ autoscaling });

    expect(workload.spec).not.toHaveProperty('replicas');
    expect(autoscaler?.spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      minReplicas: 2,
      maxReplicas: 10,
    });
  });

  test('aims at a StatefulSet too', () => {
    const { autoscaler } = printCluster({ autoscaling, workload: 'StatefulSet' });

    expect(printStatefulSet({ autoscaling }).spec).not.toHaveProperty('replicas');
    expect(autoscaler?.spec.scaleTargetRef.kind).toBe('StatefulSet');
  });

  test('looks at CPU, unless it is told to look at something else', () => {
    const metrics = [
      { type: 'Pods', pods: { metric: { name: 'jobs' }, target: { type: 'AverageValue', averageValue: '30' } } },
    ];

    expect(autoscalerOf()?.metrics).toEqual([ofResource('cpu', 70)]);
    expect(autoscalerOf({ memory: 75 })?.metrics).toEqual([ofResource('memory', 75)]);
    expect(autoscalerOf({ metrics })?.metrics).toEqual(metrics);
    expect(autoscalerOf({ cpu: 60, memory: 75, metrics })?.metrics).toEqual([
      ofResource('cpu', 60),
      ofResource('memory', 75),
      ...metrics,
    ]);
  });

  test('takes one node away in two minutes, and none in a lull of five', () => {
    expect(autoscalerOf()?.behavior).toEqual({
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
      },
    });
  });

  test('keeps of that what a pace of its own does not say', () => {
    const scaleUp = { policies: [{ type: 'Pods', value: 4, periodSeconds: 60 }] };

    expect(autoscalerOf({ behavior: { scaleUp, scaleDown: { selectPolicy: 'Disabled' } } })?.behavior).toEqual({
      scaleUp,
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
        selectPolicy: 'Disabled',
      },
    });
  });

  test.each([
    [{ min: 1, max: 5 }, 'autoscaling.min must be a whole number of at least 2, got 1.'],
    [{ min: 5, max: 4 }, 'autoscaling.max must be at least autoscaling.min, which is 5, got 4.'],
    [{ min: 2 }, 'autoscaling.max must be given.'],
    [{ ...autoscaling, cpu: 0 }, 'autoscaling.cpu must be a whole number from 1 to 1000, got 0.'],
    [{ ...autoscaling, metrics: [{ type: 'Pods' }] }, 'autoscaling.metrics[0].pods must be given for the type.'],
    [
      { ...autoscaling, behavior: { scaleDown: { policies: [] } } },
      'autoscaling.behavior.scaleDown.policies must have at least 1, got 0.',
    ],
  ])('cannot be %j', (autoscaling, problem) => {
    expect(problemsOf({ ...withHttp, autoscaling })).toEqual([`BeamCluster "api": ${problem}`]);
  });

  test('cannot aim at a value of another type', () => {
    const target = { type: 'Value', averageValue: '1' };
    const metrics = [{ type: 'External', external: { metric: { name: 'depth' }, target } }];

    expect(problemsOf({ ...withHttp, autoscaling: { ...autoscaling, metrics } })).toEqual(
      ['averageValue must be left out for the type, which needs value.', 'value must be given for the type.'].map(
        (problem) => `BeamCluster "api": autoscaling.metrics[0].external.target.${problem}`,
      ),
    );
  });

  test('says what is missing of a metric', () => {
    const metrics = [{ type: 'Pods', pods: { metric: { name: 'jobs' } } }];

    expect(problemsOf({ ...withHttp, autoscaling: { ...autoscaling, metrics } })).toEqual([
      'BeamCluster "api": autoscaling.metrics[0].pods.target must be given.',
    ]);
  });

  test('cannot aim at a share of what no pod requests', () => {
    const target = { type: 'Utilization', averageUtilization: 50 };
    const metrics = [{ type: 'Pods', pods: { metric: { name: 'jobs' }, target } }];

    expect(problemsOf({ ...withHttp, autoscaling: { ...autoscaling, metrics } })).toEqual([
      'BeamCluster "api": autoscaling.metrics[0].pods.target.type must be "AverageValue" for the type.',
    ]);
  });

  test.each([5, 'external'])('does not share the number with replicas: %p', (replicas) => {
    expect(problemsOf({ ...withHttp, replicas, autoscaling })).toEqual([
      'BeamCluster "api": replicas is owned by autoscaling. Remove it. If it runs with this number, first hand the field over as docs/replicas.md says, or it drops to 1 pod once.',
    ]);
  });

  test('leaves a budget room at its least number', () => {
    expect(problemsOf({ ...withHttp, autoscaling, disruptionBudget: { minAvailable: 2 } })).toEqual([
      'BeamCluster "api": disruptionBudget.minAvailable would keep every machine from being drained, got 2. With 2 replicas it must come to less than 2.',
    ]);
  });
});

describe('replicas that something else owns', () => {
  test('are not in the workload, nor is an autoscaler', () => {
    const { workload, ...others } = printCluster({ replicas: 'external' });

    expect(workload.spec).not.toHaveProperty('replicas');
    expect(others).not.toHaveProperty('autoscaler');
  });

  test('may have any budget that is less than all', () => {
    const replicas = 'external';

    expect(problemsOf({ ...withHttp, replicas, disruptionBudget: { minAvailable: 40 } })).toEqual([]);
    expect(problemsOf({ ...withHttp, replicas, disruptionBudget: { minAvailable: '100%' } })).toEqual([
      'BeamCluster "api": disruptionBudget.minAvailable would keep every machine from being drained, got "100%". It must be less than "100%".',
    ]);
  });

  test('are told by their word', () => {
    expect(problemsOf({ ...withHttp, replicas: 'External' })).toEqual([
      'BeamCluster "api": replicas must be a whole number of at least 1 or "external", got text of 8 characters. Did you mean "external"?',
    ]);
  });
});
