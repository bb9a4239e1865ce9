import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { ClusterPropsError, modelAttachment, type AttachmentModel, type NodePieces } from '../model';
import type { Deciding, DecisiveProps } from '../model/handles';
import { isRecord } from '../model/schema';
import { conflicts, isWorkload, ofAttachment, workloadProblems } from './attachable';
import { layOver } from './lay-over';
import { occupy } from './neighbours';
import { furnish, missingMounts } from './node';
import type { AttachProps } from './props';
import { mapEntries, toCookieReference } from './references';
import { ClusterSurroundings } from './surroundings';

/**
 * Clustering added to a workload that exists: variables, ports, files, labels and probes for its container, and the
 * Services, policy and budget around it. What the workload has already is left as it is. `BeamCluster.attach` makes it.
 *
 * @typeParam P - the props that were given, from which the types of the handles follow
 */
export class BeamClusterAttachment<P extends DecisiveProps = DecisiveProps> extends ClusterSurroundings<
  AttachmentModel,
  P
> {
  readonly #workload: kplus.Workload | undefined;

  constructor(scope: Construct, id: string, props: AttachProps & Deciding<P>) {
    super(
      scope,
      id,
      () => decideAttachment(id, props),
      () => props.cookie,
    );
    this.#workload = this.model && props.workload;
    const container = this.model && containerOf(props);
    if (this.model !== undefined && container !== undefined) {
      addNode(props.workload, container, this.model.node);
      occupy(this, this.model, props.workload);
    }
    this.node.defaultChild = this.#workload;
  }

  /** The workload that was given. */
  get workload(): kplus.Workload {
    return this.whenValid(this.#workload);
  }
}

function decideAttachment(id: string, given: AttachProps): AttachmentModel {
  const props = (isRecord(given) ? mapEntries(given, (_name, value) => value) : {}) as Partial<AttachProps>;
  const { workload, container: _container, cookie, ...rest } = props;
  const problems = workloadProblems(props);
  if (!isWorkload(workload)) throw new ClusterPropsError(id, problems);
  const { replicas, terminationGracePeriod: grace } = workload as Partial<kplus.Deployment>;
  let model: AttachmentModel | undefined;
  try {
    model = modelAttachment(id, {
      ...rest,
      selector: workload.matchLabels,
      ...(cookie === undefined ? {} : { cookie: toCookieReference(cookie) }),
      ...(replicas === undefined ? {} : { replicas }),
      ...(grace === undefined ? {} : { graceSeconds: grace.toSeconds() }),
    });
    const container = props.container ?? workload.containers[0];
    if (container !== undefined && workload.containers.includes(container))
      problems.push(...conflicts(container, model.node));
  } catch (error) {
    problems.push(...ofAttachment(error));
  }
  if (model === undefined || problems.length > 0) throw new ClusterPropsError(id, problems);
  return model;
}

function containerOf({ workload, container }: AttachProps): kplus.Container | undefined {
  return container ?? workload.containers[0];
}

interface Rendered {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Record<string, unknown>[] } } };
}

function addNode(workload: kplus.Workload, container: kplus.Container, node: NodePieces<string>): void {
  const volumeMounts = missingMounts(container, node.volumeMounts);
  const volumes = node.volumes.filter(({ name }) => volumeMounts.some((mount) => mount.name === name));
  furnish(workload, container, node);
  for (const [label, value] of Object.entries(node.labels)) {
    if (workload.podMetadata.getLabel(label) === undefined) workload.podMetadata.addLabel(label, value);
  }
  for (const [key, value] of Object.entries(node.annotations)) workload.podMetadata.addAnnotation(key, value);
  // cdk8s-plus keeps the probes of a container private, so they are read from its output.
  const { spec } = ApiObject.of(workload).toJson() as Rendered;
  const printed = spec.template.spec.containers.find(({ name }) => name === container.name) ?? {};
  const probes = Object.entries(node.probes).filter(([name]) => printed[name] === undefined);
  const own = { name: container.name, ...Object.fromEntries(probes), volumeMounts };
  layOver(workload, { spec: { template: { spec: { containers: [own], volumes } } } });
}
