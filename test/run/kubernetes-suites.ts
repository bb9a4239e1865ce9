import { countJest } from './counts';
import { jest, resultOf, type Suite } from './suite';

interface ClusterSuite extends Pick<Suite, 'name' | 'about' | 'lane' | 'strikesMachines' | 'environment'> {
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

/** Real Kubernetes: whom neighbours do not disturb in one cluster, and those that strike machines in others, two at a time. */
export const kubernetesSuites: readonly Suite[] = [
  cluster({ name: 'cluster', about: 'real Kubernetes, or the cluster of KUBECONFIG', workers: '--maxWorkers=4' }),
  cluster({
    name: 'cluster-readiness',
    about: 'readiness without DNS and without peers, and half of the faults',
    environment: { FAULT_PART: '1/2' },
    workers: '--runInBand',
    strikesMachines: true,
    lane: 'readiness',
  }),
  cluster({
    name: 'cluster-faults',
    about: 'nodes, links, DNS and kubelets fail by chance: the other half',
    environment: { FAULT_PART: '2/2' },
    workers: '--runInBand',
    strikesMachines: true,
    lane: 'faults',
  }),
];
