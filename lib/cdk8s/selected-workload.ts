import { ApiObjectMetadataDefinition } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/**
 * cdk8s-plus finds the pods of a workload by a label with a hash of the construct's path, so that a construct that moves
 * restarts its pods. These workloads find their pods by the labels that select them, which stay, and an autoscaler may take
 * over their replicas.
 */
function selectedByLabels<T extends typeof kplus.Deployment | typeof kplus.StatefulSet>(workload: T): T {
  // The two have everything in common that is used here.
  const Workload = workload as unknown as typeof kplus.Deployment;
  class SelectedWorkload extends Workload {
    readonly #podMetadata: ApiObjectMetadataDefinition;

    constructor(scope: Construct, id: string, props: kplus.DeploymentProps) {
      super(scope, id, props);
      this.#podMetadata = new ApiObjectMetadataDefinition({ ...props.podMetadata, apiObject: this.apiObject });
    }

    override get podMetadata(): ApiObjectMetadataDefinition {
      return this.#podMetadata;
    }

    override toPodSelectorConfig(): kplus.PodSelectorConfig {
      const { namespace } = this.metadata;
      return {
        labelSelector: kplus.LabelSelector.of({ labels: this.matchLabels }),
        ...(namespace === undefined ? {} : { namespaces: { names: [namespace] } }),
      };
    }

    // An autoscaler refuses a workload with a number of replicas, although cdk8s-plus no longer prints it for one that has
    // an autoscaler.
    override toScalingTarget(): kplus.ScalingTarget {
      const { replicas: _replicas, ...target } = super.toScalingTarget();
      return target;
    }
  }
  return SelectedWorkload as unknown as T;
}

export const ClusterDeployment = selectedByLabels(kplus.Deployment);
export const ClusterStatefulSet = selectedByLabels(kplus.StatefulSet);
