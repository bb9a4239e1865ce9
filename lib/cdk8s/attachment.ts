import type { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { ClusterPropsError, modelAttachment, type AttachmentModel, type NodePieces, type Workload } from '../model';
import type { Deciding, DecisiveProps } from '../model/handles';
import { isRecord } from '../model/schema';
import { containerOf, inWordsOf, isAttachable, isWorkload, workloadProblems, type Attachable } from './attachable';
import { layOver } from './lay-over';
import { occupy } from './neighbours';
import { furnish } from './node';
import type { AttachableWorkload, AttachProps } from './props';
import { mapEntries, toCookieReference } from './references';
import { rendered } from './rendered';
import { ClusterSurroundings } from './surroundings';

/**
 * Clustering added to a workload that exists: variables, ports, files, labels and probes for its container, and the
 * Services, policy and budget around it. What the workload has already is left as it is. `BeamCluster.attach` makes it.
 *
 * @typeParam P - the props that were given, from which the types of the handles follow
 * @typeParam W - the workload that was given
 */
export class BeamClusterAttachment<
  P extends DecisiveProps = DecisiveProps,
  W extends AttachableWorkload | ApiObject = AttachableWorkload,
> extends ClusterSurroundings<AttachmentModel, P> {
  readonly #workload: Attachable | undefined;

  constructor(scope: Construct, id: string, props: AttachProps<W> & Deciding<P>) {
    super(
      scope,
      id,
      () => decideAttachment(id, props),
      () => props.cookie,
    );
    const workload = this.model && isAttachable(props.workload) ? props.workload : undefined;
    this.#workload = workload;
    if (this.model !== undefined && workload !== undefined) {
      addNode(workload, nameOf(workload, props.container), this.model.node);
      occupy(this, this.model, workload);
    }
    this.node.defaultChild = this.#workload;
  }

  /** The workload that was given. */
  get workload(): W extends ApiObject ? ApiObject : kplus.Workload {
    return this.whenValid(this.#workload) as W extends ApiObject ? ApiObject : kplus.Workload;
  }
}

function decideAttachment(id: string, given: AttachProps): AttachmentModel {
  const props = (isRecord(given) ? mapEntries(given, (_name, value) => value) : {}) as Partial<AttachProps>;
  const { workload, container, cookie, ...rest } = props;
  const problems = workloadProblems(props);
  if (problems.length > 0 || !isAttachable(workload)) throw new ClusterPropsError(id, problems);
  const name = nameOf(workload, container);
  try {
    return modelAttachment(id, {
      ...rest,
      // Of what is printed, because the user may have patched it.
      workload: rendered(workload, (manifest) => manifest as object),
      ...(name === undefined ? {} : { container: name }),
      ...(cookie === undefined ? {} : { cookie: toCookieReference(cookie) }),
    });
  } catch (error) {
    throw new ClusterPropsError(id, inWordsOf(workload, error));
  }
}

/** The name of the container, or undefined for the first one of an object of the API. */
function nameOf(workload: Attachable, container: AttachProps['container']): string | undefined {
  if (isWorkload(workload)) return containerOf(workload, container)?.name;
  return typeof container === 'string' ? container : undefined;
}

function addNode(workload: Attachable, name: string | undefined, node: NodePieces<string>): void {
  const { labels, annotations, env, ports, probes, volumes, volumeMounts } = node;
  if (!isWorkload(workload)) {
    const container = { name: name ?? firstContainer(workload), env, ports, ...probes, volumeMounts };
    const metadata = { labels, annotations };
    layOver(workload, { spec: { template: { metadata, spec: { containers: [container], volumes } } } });
    return;
  }
  const container = containerOf(workload, name);
  if (container === undefined) return;
  furnish(workload, container, node);
  for (const [label, value] of Object.entries(labels)) workload.podMetadata.addLabel(label, value);
  for (const [key, value] of Object.entries(annotations)) workload.podMetadata.addAnnotation(key, value);
  // cdk8s-plus keeps the probes of a container private.
  const own = { name, ...probes, volumeMounts };
  rendered(workload, () => {
    layOver(workload, { spec: { template: { spec: { containers: [own], volumes } } } });
  });
}

// The model has read it already.
function firstContainer(workload: ApiObject): string {
  const { spec } = workload.toJson() as Pick<Workload<string>, 'spec'>;
  return spec.template.spec.containers[0].name;
}
