import { ApiObject, Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct, IConstruct } from 'constructs';
import { describeProblem, type AttachmentModel, type ClusterModel } from '../model';
import { claimOf, collisions, type Claim, type Neighbour } from '../model/collisions';
import type { Labels } from '../model';
import { attempt, isRecord, quote } from '../model/schema';

/** What each cluster and each attachment of this process occupies. */
const claims = new WeakMap<IConstruct, Claim>();

/** The cluster or attachment that each workload is a part of. */
const owners = new WeakMap<object, string>();

/** The cluster or attachment that a workload is a part of, as an error names it. */
export function ownerOf(workload: object): string | undefined {
  return owners.get(workload);
}

/**
 * Remembers what a cluster or an attachment occupies. The synth compares it with everything else in the app, before it
 * writes the first manifest.
 */
export function occupy(construct: Construct, model: AttachmentModel | ClusterModel, workload: kplus.Workload): void {
  const { id, path } = construct.node;
  // Two charts may each have a cluster with the same id.
  const owner = `BeamCluster ${quote(id)} (${path})`;
  const claim = claimOf(owner, model);
  const given: Claim = {
    ...claim,
    namespace: claim.namespace ?? Chart.of(construct).namespace,
    podLabels: { ...claim.podLabels, ...labelsOf(workload.podMetadata.toJson()) },
    selectedBy: 'node' in model ? 'workload' : 'name',
  };
  owners.set(workload, owner);
  claims.set(construct, given);
  construct.node.addValidation({
    validate: () => collisions(given, neighboursOf(construct)).map((problem) => describeProblem(id, problem)),
  });
}

function neighboursOf(construct: Construct): readonly Neighbour[] {
  const all = construct.node.root.node.findAll();
  // Of two clusters, only the later one reports what they share.
  const earlier = all.slice(0, all.indexOf(construct)).flatMap((other) => claims.get(other) ?? []);
  const others = all
    .filter((other): other is ApiObject => ApiObject.isApiObject(other))
    .filter(({ node }) => !node.scopes.some((scope) => claims.has(scope) || owners.has(scope)))
    .map(neighbour);
  return [...earlier, ...others];
}

function neighbour(object: ApiObject): Neighbour {
  const { apiVersion, kind, name, metadata, node } = object;
  return {
    owner: `${kind} ${quote(name)} (${node.path})`,
    namespace: metadata.namespace,
    objects: [{ apiVersion, kind, name }],
    podLabels: withPods.has(kind) ? labelsOf(attempt(() => podMetadataOf(object))) : {},
  };
}

const withPods = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod']);

function podMetadataOf(object: ApiObject): unknown {
  const { podMetadata } = (object.node.scope ?? {}) as Partial<kplus.Workload>;
  // A workload of cdk8s-plus with `spread` adds to its affinity each time that it is rendered.
  if (podMetadata !== undefined) return podMetadata.toJson();
  const manifest: unknown = object.toJson();
  if (object.kind === 'Pod') return field(manifest, 'metadata');
  const path = object.kind === 'CronJob' ? ['spec', 'jobTemplate'] : [];
  return [...path, 'spec', 'template', 'metadata'].reduce(field, manifest);
}

function labelsOf(metadata: unknown): Labels {
  const labels = field(metadata, 'labels');
  return isRecord(labels) ? (labels as Labels) : {};
}

function field(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}
