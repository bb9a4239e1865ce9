import { modelCluster } from 'beam-cluster/model';
import { printDeployment, printPod, printStatefulSet, withHttp } from './printed';
import { problemsOf } from './problems-of';

describe('the workload', () => {
  test('is a Deployment of three pods', () => {
    expect(printDeployment()).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 3 } });
  });

  test('may be a StatefulSet, whose pods have names in the headless Service', () => {
    expect(printStatefulSet({ replicas: 5 })).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: { replicas: 5, serviceName: 'api-headless' },
    });
  });

  test('has the same pods either way, apart from the label of their version', () => {
    const ofStatefulSet = JSON.stringify(printStatefulSet().spec.template);
    const renamed = ofStatefulSet.replaceAll('controller-revision-hash', 'pod-template-hash');

    expect(ofStatefulSet).not.toContain('pod-template-hash');
    expect(JSON.parse(renamed)).toEqual(printDeployment().spec.template);
  });

  test('selects its pods by labels that they have', () => {
    const { selector, template } = printDeployment({ labels: { team: 'shop' } }).spec;

    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  });

  test('keeps its pods for the grace that was decided', () => {
    expect(printPod().terminationGracePeriodSeconds).toBe(60);
  });

  test.each([
    ['DaemonSet', 'text of 9 characters', ''],
    ['statefulset', '"statefulset"', ' Did you mean "StatefulSet"?'],
    [5, '5', ''],
  ])('is of no other kind: %p', (workload, shown, remedy) => {
    expect(problemsOf({ ...withHttp, workload })).toEqual([
      `BeamCluster "api": workload must be one of "Deployment", "StatefulSet", got ${shown}.${remedy}`,
    ]);
  });

  test.each([0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY, '3', null])('has no replicas like %p', (replicas) => {
    expect(problemsOf({ ...withHttp, replicas })).toEqual([
      `BeamCluster "api": replicas must be a whole number of at least 1, got ${typeof replicas === 'string' ? '"3"' : replicas}.`,
    ]);
  });

  test('has no more replicas than the API can count', () => {
    expect(problemsOf({ ...withHttp, replicas: 2_147_483_648 })).toEqual([
      'BeamCluster "api": replicas must be a whole number of at least 1, got a number of 10 digits.',
    ]);
  });

  test('takes 1, and undefined as not given', () => {
    expect(printDeployment({ replicas: 1 }).spec.replicas).toBe(1);
    expect(modelCluster('api', { ...withHttp, replicas: undefined } as never).objects.workload.spec.replicas).toBe(3);
  });
});
