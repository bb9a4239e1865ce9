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

/** Tests in a cluster of their own, one file after the other. */
function alone(suite: Pick<Suite, 'name' | 'about' | 'lane'>): Suite {
  return cluster({ ...suite, workers: '--runInBand', strikesMachines: true });
}

/** Real Kubernetes: whom neighbours do not disturb in one cluster, and the others each in its own. */
export const kubernetesSuites: readonly Suite[] = [
  cluster({ name: 'cluster', about: 'real Kubernetes, or the cluster of KUBECONFIG', workers: '--maxWorkers=4' }),
  // Clients count every late answer.
  alone({ name: 'cluster-rolls', about: 'rolling updates under load' }),
  alone({ name: 'cluster-readiness', about: 'readiness without DNS and without peers', lane: 'readiness' }),
  alone({ name: 'cluster-faults', about: 'nodes, links, DNS and kubelets fail by chance', lane: 'faults' }),
];
