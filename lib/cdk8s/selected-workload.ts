import { ApiObjectMetadataDefinition } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/**
 * cdk8s-plus selects the pods of a workload by a label with a hash of the construct's path, so a construct that moves
 * restarts its pods. These two classes select by the stable labels of the cluster, and an autoscaler can take over their
 * replicas.
 */

export class ClusterDeployment extends kplus.Deployment {
  readonly #podMetadata: ApiObjectMetadataDefinition;

  constructor(scope: Construct, id: string, props: kplus.DeploymentProps) {
    super(scope, id, props);
    this.#podMetadata = new ApiObjectMetadataDefinition({ ...props.podMetadata, apiObject: this.apiObject });
  }

  override get podMetadata(): ApiObjectMetadataDefinition {
    return this.#podMetadata;
  }

  override toPodSelectorConfig(): kplus.PodSelectorConfig {
    return podSelector(this);
  }

  override toScalingTarget(): kplus.ScalingTarget {
    return withoutReplicas(super.toScalingTarget());
  }
}

export class ClusterStatefulSet extends kplus.StatefulSet {
  readonly #podMetadata: ApiObjectMetadataDefinition;

  constructor(scope: Construct, id: string, props: kplus.StatefulSetProps) {
    super(scope, id, props);
    this.#podMetadata = new ApiObjectMetadataDefinition({ ...props.podMetadata, apiObject: this.apiObject });
  }

  override get podMetadata(): ApiObjectMetadataDefinition {
    return this.#podMetadata;
  }

  override toPodSelectorConfig(): kplus.PodSelectorConfig {
    return podSelector(this);
  }

  override toScalingTarget(): kplus.ScalingTarget {
    return withoutReplicas(super.toScalingTarget());
  }
}

// The autoscaler of cdk8s-plus rejects a workload with a number of replicas, although cdk8s-plus does not print that number
// once the workload has an autoscaler.
function withoutReplicas({ replicas: _replicas, ...target }: kplus.ScalingTarget): kplus.ScalingTarget {
  return target;
}

function podSelector(workload: kplus.Workload): kplus.PodSelectorConfig {
  const { namespace } = workload.metadata;
  return {
    labelSelector: kplus.LabelSelector.of({ labels: workload.matchLabels }),
    ...(namespace === undefined ? {} : { namespaces: { names: [namespace] } }),
  };
}
