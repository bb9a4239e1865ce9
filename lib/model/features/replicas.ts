import { feature, type Base } from '../feature';
import { numberOrWord } from '../schema';
import type { Autoscaled } from './autoscaling';

export interface ReplicasProps {
  /**
   * Number of nodes, at least 1; `'external'` leaves the field to something else, such as KEDA or Argo Rollouts. The number is
   * not in the environment of the pods, so that scaling never restarts one. A workload that runs with a number must hand the
   * field over before it is `'external'`, or Kubernetes scales it to 1 pod once: Pulumi does so itself, and docs/replicas.md
   * says how with kubectl, Argo CD and Flux.
   *
   * @default 3 - one for each zone of a usual region, and a majority is left when one is lost; with `autoscaling` the
   *   autoscaler's
   * @since 0.1.0
   * @example 5
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas
   */
  readonly replicas?: number | 'external';
}

/** How many nodes there are at least; undefined where only something else knows. */
export interface Replicas {
  readonly replicas: number | undefined;
}

const defaultReplicas = 3;
const external = 'external';

export const replicas = feature<ReplicasProps>()({
  name: 'replicas',
  appliesTo: ['cluster', 'attachment'],
  schema: { replicas: numberOrWord(1, external) },
  decide: ({ replicas: given }, { autoscaled }: Base & Autoscaled, report) => {
    if (autoscaled !== undefined) {
      const remedy =
        'Remove it. If it runs with this number, first hand the field over as docs/replicas.md says, or it drops to 1 pod once.';
      if (given !== undefined) report({ property: 'replicas', rule: 'is owned by autoscaling', remedy });
      return ofAutoscaler(autoscaled.min);
    }
    if (given === external) return ofAutoscaler(undefined);
    const settled: Replicas = { replicas: given ?? defaultReplicas };
    return { settled, workload: { replicas: given ?? defaultReplicas } };
  },
});

// The field is left out, so that no apply takes it back.
function ofAutoscaler(replicas: number | undefined): { readonly settled: Replicas } {
  return { settled: { replicas } };
}
