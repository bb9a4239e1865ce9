import type { Construct } from 'constructs';
import { modelCluster, type ClusterModel } from '../model';
import { BeamClusterAttachment } from './attachment';
import type { AttachProps, BeamClusterProps } from './props';
import { toModelProps } from './references';
import { ClusterSurroundings } from './surroundings';
import { printWorkload, type ClusterWorkload } from './workload';

/**
 * A BEAM application as a cluster: the workload, and what its nodes need to find each other and to survive.
 * Everything wrong with the props is told by the validation of the synth, all at once; nothing is printed then.
 */
export class BeamCluster extends ClusterSurroundings<ClusterModel> {
  /** Adds clustering to a workload that exists, and makes the Services, policy and budget around it. */
  static attach(scope: Construct, id: string, props: AttachProps): BeamClusterAttachment {
    return new BeamClusterAttachment(scope, id, props);
  }

  readonly #workload: ClusterWorkload | undefined;

  constructor(scope: Construct, id: string, props: BeamClusterProps) {
    super(
      scope,
      id,
      () => modelCluster(id, toModelProps(props)),
      () => props.cookie,
    );
    this.#workload = this.model && printWorkload(this, this.model.workload, this.discovery);
    this.node.defaultChild = this.#workload;
  }

  /** The Deployment or StatefulSet; further containers, volumes and schedules go here. */
  get workload(): ClusterWorkload {
    return this.whenValid(this.#workload);
  }
}
