import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  ClusterPropsError,
  modelAttachment,
  type AttachmentModel,
  type Clustering,
  type Probe,
  type Problem,
} from '../model';
import { isRecord } from '../model/shape';
import { addedProbe, fileVolumes } from './beyond-plus';
import { containerPort, emptyFolders } from './container';
import { envVariables } from './environment';
import type { AttachProps } from './props';
import { toCookieReference } from './references';
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

function decideAttachment(id: string, props: AttachProps): AttachmentModel {
  const { workload, container: _container, cookie, ...rest } = isRecord(props) ? props : ({} as Partial<AttachProps>);
  if (!isWorkload(workload)) throw new ClusterPropsError(id, [notAWorkload]);
  const { replicas, terminationGracePeriod: grace } = workload as Partial<kplus.Deployment>;
  const model = modelAttachment(id, {
    ...rest,
    selector: workload.matchLabels,
    ...(cookie === undefined ? {} : { cookie: toCookieReference(cookie) }),
    ...(replicas === undefined ? {} : { replicas }),
    ...(grace === undefined ? {} : { graceSeconds: grace.toSeconds() }),
  });
  const problems = conflicts(containerOf(props), model.clustering);
  if (problems.length > 0) throw new ClusterPropsError(id, problems);
  return model;
}

const notAWorkload: Problem = {
  property: 'workload',
  rule: 'must be a Deployment, a StatefulSet or a DaemonSet of cdk8s-plus',
};

// By what it has and not by its class: two copies of cdk8s-plus in one tree are two classes.
function isWorkload(value: unknown): value is kplus.Workload {
  return isRecord(value) && isRecord(value['matchLabels']) && Array.isArray(value['containers']);
}

function containerOf({ workload, container }: AttachProps): kplus.Container | undefined {
  return container ?? workload.containers[0];
}

/** What the container has and the cluster must have otherwise. */
function conflicts(container: kplus.Container | undefined, { env }: Clustering<string>): Problem[] {
  if (container === undefined) return [{ property: 'workload', rule: 'must have a container', got: 'none' }];
  const has = container.env.variables;
  return env
    .filter(({ name }) => name in has)
    .map(({ name }) => ({
      property: `workload container "${container.name}"`,
      rule: `must leave the variable ${name} to the cluster`,
      remedy: 'Remove it from the container.',
    }));
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
