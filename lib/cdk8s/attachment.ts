import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { ClusterPropsError, modelAttachment, type AttachmentModel, type Clustering, type Probe } from '../model';
import { isRecord } from '../model/plain';
import { conflicts, isWorkload, ofAttachment, workloadProblems } from './attachable';
import { addedProbe, fileVolumes } from './beyond-plus';
import { containerPort, emptyFolders } from './container';
import { envVariables } from './environment';
import type { AttachProps } from './props';
import { mapEntries, toCookieReference } from './references';
import { ClusterSurroundings } from './surroundings';

/**
 * Clustering added to a workload that exists: variables, ports, files, labels and probes for its container, and the
 * Services, policy and budget around it. What the workload has already is left as it is.
 */
export class BeamClusterAttachment extends ClusterSurroundings<AttachmentModel> {
  readonly #workload: kplus.Workload | undefined;

  constructor(scope: Construct, id: string, props: AttachProps) {
    super(
      scope,
      id,
      () => decideAttachment(id, props),
      () => props.cookie,
    );
    this.#workload = this.model && props.workload;
    const container = this.model && containerOf(props);
    if (this.model !== undefined && container !== undefined) {
      addClustering(props.workload, container, this.model.clustering);
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
      problems.push(...conflicts(container, model.clustering));
  } catch (error) {
    problems.push(...ofAttachment(error));
  }
  if (model === undefined || problems.length > 0) throw new ClusterPropsError(id, problems);
  return model;
}

function containerOf({ workload, container }: AttachProps): kplus.Container | undefined {
  return container ?? workload.containers[0];
}

function addClustering(workload: kplus.Workload, container: kplus.Container, clustering: Clustering<string>): void {
  for (const [name, value] of Object.entries(envVariables(workload, clustering.env))) {
    container.env.addVariable(name, value);
  }
  const taken = container.ports.map(({ number }) => number);
  for (const port of clustering.containerPorts.filter((port) => !taken.includes(port.containerPort))) {
    container.addPort(containerPort(port));
  }
  const folders = container.mounts.map(({ path }) => path);
  const missing = clustering.volumeMounts.filter(({ mountPath }) => !folders.includes(mountPath));
  for (const { path, volume } of emptyFolders(workload, missing, clustering.volumes)) container.mount(path, volume);
  for (const [label, value] of Object.entries(clustering.identity.labels)) {
    if (workload.podMetadata.getLabel(label) === undefined) workload.podMetadata.addLabel(label, value);
  }
  for (const [key, value] of Object.entries(clustering.annotations)) workload.podMetadata.addAnnotation(key, value);
  const own = `/spec/template/spec/containers/${workload.containers.indexOf(container)}`;
  ApiObject.of(workload).addJsonPatch(
    ...fileVolumes(own, missing, clustering.volumes),
    ...missingProbes(workload, container, clustering, own),
  );
}

interface Rendered {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Record<string, unknown>[] } } };
}

// A container's probes are private to cdk8s-plus, so what it has is read from what it prints.
function missingProbes(
  workload: kplus.Workload,
  container: kplus.Container,
  { probes }: Clustering<string>,
  own: string,
) {
  const { spec } = ApiObject.of(workload).toJson() as Rendered;
  const printed = spec.template.spec.containers[workload.containers.indexOf(container)] ?? {};
  return Object.entries<Probe>({ ...probes })
    .filter(([name]) => printed[name] === undefined)
    .map(([name, probe]) => addedProbe(own, name, probe));
}
