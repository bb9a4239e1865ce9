import { feature } from '../feature';
import { oneOf } from '../schema';

export type WorkloadKind = 'Deployment' | 'StatefulSet';

export interface WorkloadProps {
  /**
   * Kind of workload. A StatefulSet gives the pods stable names. It starts them in parallel, because nodes that wait for
   * each other never form a cluster.
   *
   * @default 'Deployment' - it adds a pod before it removes one, and a bad rollout does not block the next
   *   (a StatefulSet can get stuck: kubernetes#67250)
   * @since 0.1.0
   * @example 'StatefulSet'
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/
   */
  readonly workload?: WorkloadKind;
}

export const workload = feature<WorkloadProps>()({
  name: 'workload',
  appliesTo: ['cluster'],
  schema: { workload: oneOf('Deployment', 'StatefulSet') },
  decide: ({ workload: kind = 'Deployment' }) => ({
    settled: { kind },
    // Pods that start one after the other wait for peers that wait for them.
    ...(kind === 'StatefulSet' ? { workload: { podManagementPolicy: 'Parallel' } } : {}),
  }),
});
