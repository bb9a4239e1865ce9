import { feature } from '../feature';
import { whole } from '../schema';

export interface ReplicasProps {
  /**
   * Number of nodes, at least 1. It is not in the environment of the pods, so that scaling never restarts one.
   *
   * @default 3 - one for each zone of a usual region, and a majority is left when one is lost
   * @since 0.1.0
   * @example 5
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas
   */
  readonly replicas?: number;
}

/** How many nodes there are. */
export interface Replicas {
  readonly replicas: number;
}

const defaultReplicas = 3;

export const replicas = feature<ReplicasProps>()({
  name: 'replicas',
  appliesTo: ['cluster', 'attachment'],
  schema: { replicas: whole(1) },
  decide: ({ replicas: number = defaultReplicas }) => {
    const settled: Replicas = { replicas: number };
    return { settled, workload: { replicas: number } };
  },
});
