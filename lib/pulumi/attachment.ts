import { ClusterPropsError, modelAttachment, type AttachmentModel, type NodePieces } from '../model';
import type { Deciding, DecisiveProps } from '../model/handles';
import { attempt, isRecord } from '../model/schema';
import { isOpaque, isResource, type BeamClusterAttachmentArgs, type Text, type WorkloadArgs } from './args';
import type { ComponentOptions } from './resource-options';
import { ClusterSurroundings, surroundingNames, type SurroundingName } from './surroundings';
import { writable, type Writable } from './writable';

/**
 * What makes a container a node of the cluster: typed pieces of the args of a Deployment. `labels` and `annotations` are
 * those of the pod template, and the files in `volumes` come from the annotations. `env` goes before the container's own
 * variables, which may then use `$(POD_IP)`. If the args of the workload were given, the pieces are what they lack.
 */
export type Fragments = Writable<NodePieces<Text>>;

/** Options of an attachment, and of its resources by name: `discovery`, `service` and the other handles. */
export type BeamClusterAttachmentOptions = ComponentOptions<SurroundingName>;

/**
 * The Services, policy and budget around a workload of your own, and what makes it a cluster: its args with the pieces in
 * them, or only the pieces. Throws a `pulumi.ResourceError` with every problem of its args. `BeamCluster.attach` makes it.
 *
 * @typeParam P - the args that were given, from which the types of the handles follow
 * @typeParam W - the args of the workload
 */
export class BeamClusterAttachment<
  P extends DecisiveProps = DecisiveProps,
  W extends WorkloadArgs | undefined = WorkloadArgs | undefined,
> extends ClusterSurroundings<AttachmentModel<Text>, P> {
  /** Pieces to spread into the args of the workload. */
  readonly fragments: Fragments;
  /** The args of the workload with the pieces in them; undefined where labels were given in their place. */
  readonly workload: W;

  constructor(name: string, args: BeamClusterAttachmentArgs<W> & Deciding<P>, opts?: BeamClusterAttachmentOptions) {
    const read = () => {
      refuseResource(name, args);
      const model = modelAttachment<Text>(name, args as BeamClusterAttachmentArgs, {
        isOpaque,
        cookieSource: 'generate',
      });
      return () => model;
    };
    const type = 'beam-cluster:index:BeamClusterAttachment';
    super({ type, name, resources: surroundingNames, read }, opts);
    const { node, workload } = this.model;
    this.workload = workload as W;
    this.fragments = writable({ ...node, labels: { ...node.labels, ...args.selector } });
    this.registerOutputs(this.handles);
  }
}

// Its properties are Outputs, also those that the program knows.
function refuseResource(name: string, args: unknown): void {
  if (!isRecord(args) || attempt(() => isResource(args['workload'])) !== true) return;
  const remedy = 'Give the args from which the resource is made, and make it from the handle workload.';
  const rule = 'must be known at plan time, got a resource';
  throw new ClusterPropsError(name, [{ property: 'workload', rule, remedy }]);
}
