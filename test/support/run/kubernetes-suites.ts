import { countJest } from './counts';
import { compileEngine, synth } from './preparations';
import { jest, resultOf, type Command, type Suite } from './suite';

interface ClusterSuite extends Pick<Suite, 'name' | 'about' | 'strikesMachines' | 'environment'> {
  /** The argument of jest that limits how many files run at a time. */
  readonly workers: string;
  /** What it needs besides the manifests of the founding example. */
  readonly prepare?: readonly Command[];
}

function cluster({ workers, prepare = [], ...suite }: ClusterSuite): Suite {
  return {
    ...suite,
    prepare: [synth, ...prepare],
    command: ['npx', 'tsx', 'test/kubernetes/run.ts', ...jest(suite.name), workers],
    count: countJest(resultOf(suite.name)),
    makesCluster: true,
    apart: true,
  };
}

/**
 * One cluster for the tests that can share it. The tests that fail machines get a cluster of their own. One after the other: three
 * clusters at a time need more than two cores, and a cluster then recovers later than it must.
 */
export const kubernetesSuites: readonly Suite[] = [
  cluster({
    name: 'kubernetes',
    about: 'scenarios on real Kubernetes, or on the cluster of KUBECONFIG',
    workers: '--maxWorkers=4',
    prepare: [compileEngine],
  }),
  cluster({
    name: 'kubernetes-readiness',
    about: 'readiness without DNS and without peers, and one half of the random faults',
    environment: { FAULT_PART: '1/2' },
    workers: '--runInBand',
    strikesMachines: true,
  }),
  cluster({
    name: 'kubernetes-faults',
    about: 'random faults of nodes, links, DNS and kubelets: the other half',
    environment: { FAULT_PART: '2/2' },
    workers: '--runInBand',
    strikesMachines: true,
  }),
];
