import { deployment } from './given-workload';
import { attachmentProblemsOf } from './problems-of';

const problems = (workload: unknown, props: object = {}) => attachmentProblemsOf({ workload, ...props });
const line = (text: string) => `BeamCluster "api": ${text}`;

describe('what a given workload does not say is asked for', () => {
  test('the seconds of a hook that does more than to sleep', () => {
    const lifecycle = { preStop: { httpGet: { path: '/leave', port: 4000 } } };

    expect(problems(deployment({ container: { lifecycle } }))).toEqual([
      line(
        'preStopSeconds must be given, because the preStop hook of the container "shop" does more than to sleep. Set it to the seconds that the hook takes at most.',
      ),
    ]);
    expect(problems(deployment({ container: { lifecycle } }), { preStopSeconds: 10 })).toEqual([]);
  });

  test('the replicas, where a budget depends on them', () => {
    const scaled = deployment({ spec: { replicas: undefined } });
    const disruptionBudget = { minAvailable: 2 };

    expect(problems(scaled)).toEqual([]);
    expect(problems(scaled, { disruptionBudget })).toEqual([
      line(
        'replicas must be given, because workload.spec.replicas is missing or known only later. Give the least that it can be.',
      ),
    ]);
    expect(problems(scaled, { disruptionBudget, replicas: 3 })).toEqual([]);
    expect(problems(deployment(), { disruptionBudget })).toEqual([
      line(
        'disruptionBudget.minAvailable would keep every machine from being drained, got 2. With 2 replicas it must come to less than 2.',
      ),
    ]);
  });
});
