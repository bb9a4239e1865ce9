import { modelAttachment, type AttachmentModel, type NodePieces } from '../model';
import type { Deciding, DecisiveProps } from '../model/handles';
import { isOpaque, type BeamClusterAttachmentArgs, type Text } from './args';
import type { ComponentOptions } from './resource-options';
import { ClusterSurroundings, surroundingNames, type SurroundingName } from './surroundings';
import { writable, type Writable } from './writable';

/**
 * What makes a container a node of the cluster: typed pieces of the args of a Deployment. `labels` and `annotations` are
 * those of the pod template, and the files in `volumes` come from the annotations. `env` goes before the container's own
 * variables, which may then use `$(POD_IP)`.
 */
export type Fragments = Writable<NodePieces<Text>>;

/** Options of an attachment, and of its resources by name: `discovery`, `service` and the other handles. */
export type BeamClusterAttachmentOptions = ComponentOptions<SurroundingName>;

/**
 * The Services, policy and budget around a workload of your own, and the fragments that make it a cluster. Throws a
 * `pulumi.ResourceError` with every problem of its args. `BeamCluster.attach` makes it.
 *
 * @typeParam P - the args that were given, from which the types of the handles follow
 */
export class BeamClusterAttachment<P extends DecisiveProps = DecisiveProps> extends ClusterSurroundings<
  AttachmentModel<Text>,
  P
> {
  /** Pieces to spread into the args of the workload. */
  readonly fragments: Fragments;

  constructor(name: string, args: BeamClusterAttachmentArgs & Deciding<P>, opts?: BeamClusterAttachmentOptions) {
    const read = () => {
      const model = modelAttachment<Text>(name, args, { isOpaque, cookieSource: 'generate' });
      return () => model;
    };
    const type = 'beam-cluster:index:BeamClusterAttachment';
    super({ type, name, resources: surroundingNames, read }, opts);
    const { node } = this.model;
    this.fragments = writable({ ...node, labels: { ...node.labels, ...args.selector } });
    this.registerOutputs(this.handles);
  }
}
