import { countJest } from './counts';
import { jest, resultOf, type Suite } from './suite';

interface ClusterSuite extends Pick<Suite, 'name' | 'about' | 'lane' | 'strikesMachines'> {
  /** How many files jest runs at a time, as its argument. */
  readonly workers: string;
}

function cluster({ workers, ...suite }: ClusterSuite): Suite {
  return {
    ...suite,
    prepare: ['npx', 'cdk8s', 'synth', '--check-upgrade=false'],
    command: ['npx', 'tsx', 'test/cluster/run.ts', ...jest(suite.name), workers],
    count: countJest(resultOf(suite.name)),
    makesCluster: true,
    apart: true,
  };
}

/** Real Kubernetes: whom neighbours do not disturb in one cluster, and the others each in its own. */
export const kubernetesSuites: readonly Suite[] = [
  cluster({ name: 'cluster', about: 'real Kubernetes, or the cluster of KUBECONFIG', workers: '--maxWorkers=4' }),
  // Joins are timed, and clients count every late answer.
  cluster({ name: 'cluster-alone', about: 'the same: scaling, rolling updates under load', workers: '--runInBand' }),
  cluster({
    name: 'cluster-readiness',
    about: 'readiness without DNS and without peers',
    workers: '--runInBand',
    strikesMachines: true,
    lane: 'readiness',
  }),
  cluster({
    name: 'cluster-faults',
    about: 'nodes, links, DNS and kubelets fail by chance',
    workers: '--runInBand',
    strikesMachines: true,
    lane: 'faults',
  }),
];
