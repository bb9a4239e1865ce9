import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { readPreStop } from '../model/pre-stop';
import { ClusterPropsError, modelAttachment, type AttachmentModel, type NodePieces } from '../model';
import type { Deciding, DecisiveProps } from '../model/handles';
import { isRecord } from '../model/schema';
import { conflicts, containerOf, hookProblems, isWorkload, ofAttachment, workloadProblems } from './attachable';
import { layOver } from './lay-over';
import { occupy } from './neighbours';
import { furnish, missingMounts } from './node';
import type { AttachProps } from './props';
import { containerIn, fieldOf, rendered } from './rendered';
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
    const workload = this.model && isWorkload(props.workload) ? props.workload : undefined;
    this.#workload = workload;
    const container = workload && containerOf(workload, props.container);
    if (this.model !== undefined && workload !== undefined && container !== undefined) {
      addNode(workload, container, this.model.node);
      occupy(this, this.model, workload);
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
  const container = containerOf(workload, props.container);
  const { replicas, graceSeconds, hookSeconds } = read(workload, container);
  if (container !== undefined) problems.push(...hookProblems(container, hookSeconds, rest.preStopSeconds));
  let model: AttachmentModel | undefined;
  try {
    model = modelAttachment(id, {
      ...rest,
      selector: workload.matchLabels,
      ...(cookie === undefined ? {} : { cookie: toCookieReference(cookie) }),
      ...(replicas === undefined ? {} : { replicas }),
      ...(graceSeconds === undefined ? {} : { graceSeconds }),
      ...(hookSeconds === undefined ? {} : { preStopSeconds: rest.preStopSeconds ?? hookSeconds }),
    });
    if (container !== undefined && workload.containers.includes(container))
      problems.push(...conflicts(container, model.node));
  } catch (error) {
    problems.push(...ofAttachment(error));
  }
  if (model === undefined || problems.length > 0) throw new ClusterPropsError(id, problems);
  return model;
}

interface Given {
  readonly replicas?: number;
  readonly graceSeconds?: number;
  /** What the `preStop` hook sleeps; undefined if it does more. */
  readonly hookSeconds: number | undefined;
}

// Of what is printed, because the user may have patched it.
function read(workload: kplus.Workload, container: kplus.Container | undefined): Given {
  // A workload without a container cannot be rendered.
  if (container === undefined) return { hookSeconds: 0 };
  return rendered(workload, (manifest) => {
    const replicas = fieldOf(manifest, 'spec', 'replicas');
    const graceSeconds = fieldOf(manifest, 'spec', 'template', 'spec', 'terminationGracePeriodSeconds');
    return {
      ...(typeof replicas === 'number' ? { replicas } : {}),
      ...(typeof graceSeconds === 'number' ? { graceSeconds } : {}),
      hookSeconds: readPreStop(fieldOf(containerIn(manifest, container.name), 'lifecycle', 'preStop')),
    };
  });
}

function addNode(workload: kplus.Workload, container: kplus.Container, node: NodePieces<string>): void {
  const volumeMounts = missingMounts(container, node.volumeMounts);
  const volumes = node.volumes.filter(({ name }) => volumeMounts.some((mount) => mount.name === name));
  furnish(workload, container, node);
  for (const [label, value] of Object.entries(node.labels)) {
    if (workload.podMetadata.getLabel(label) === undefined) workload.podMetadata.addLabel(label, value);
  }
  for (const [key, value] of Object.entries(node.annotations)) workload.podMetadata.addAnnotation(key, value);
  rendered(workload, (manifest) => {
    // cdk8s-plus keeps the probes of a container private.
    const printed = containerIn(manifest, container.name);
    const probes = Object.entries(node.probes).filter(([name]) => fieldOf(printed, name) === undefined);
    const own = { name: container.name, ...Object.fromEntries(probes), volumeMounts };
    layOver(workload, { spec: { template: { spec: { containers: [own], volumes } } } });
  });
}
