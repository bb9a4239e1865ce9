import { ApiObject, Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct, IConstruct } from 'constructs';
import { describeProblem, type AttachmentModel, type ClusterModel, type Labels } from '../model';
import { claimOf, collisions, type Claim, type Neighbour } from '../model/collisions';
import { Neighbourhood } from '../model/neighbourhood';
import { attempt, fieldOf, isRecord, quote } from '../model/schema';

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
export function occupy(
  construct: Construct,
  model: AttachmentModel | ClusterModel,
  workload: kplus.Workload | ApiObject,
): void {
  const { id, path } = construct.node;
  // Two charts may each have a cluster with the same id.
  const owner = `BeamCluster ${quote(id)} (${path})`;
  const claim = claimOf(owner, model);
  const given: Claim = {
    ...claim,
    namespace: claim.namespace ?? Chart.of(construct).namespace,
    podLabels: { ...claim.podLabels, ...labelsOf('podMetadata' in workload ? workload.podMetadata.toJson() : {}) },
    selectedBy: 'node' in model ? 'workload' : 'name',
  };
  owners.set(workload, owner);
  claims.set(construct, given);
  compareOnce(construct.node.root);
  construct.node.addValidation({ validate: () => messagesOf(construct) });
}

/** What the validation of each app found for its clusters, until each of them has reported it. */
const found = new WeakMap<IConstruct, Map<IConstruct, readonly string[]>>();
const compared = new WeakSet<IConstruct>();

// The validation of the root comes before that of what is in it, so that one walk of the app serves all of its clusters.
function compareOnce(root: IConstruct): void {
  if (compared.has(root)) return;
  compared.add(root);
  root.node.addValidation({
    validate: () => {
      found.set(root, compare(root));
      return [];
    },
  });
}

// Each validation of a part of the app, and each second one, finds what is in the app by then.
function messagesOf(construct: Construct): string[] {
  const { root } = construct.node;
  const waiting = found.get(root);
  const messages = waiting?.get(construct) ?? compare(root).get(construct) ?? [];
  waiting?.delete(construct);
  return [...messages];
}

/** What each cluster and attachment below the root shares with others. Of two of them, only the later one reports it. */
function compare(root: IConstruct): Map<IConstruct, readonly string[]> {
  const all = root.node.findAll();
  const foreign = new Neighbourhood();
  for (const other of all) if (ApiObject.isApiObject(other) && isForeign(other)) foreign.add(neighbour(other));
  const earlier = new Neighbourhood();
  const messages = new Map<IConstruct, readonly string[]>();
  for (const construct of all) {
    const claim = claims.get(construct);
    if (claim === undefined) continue;
    const problems = collisions(claim, [...earlier.near(claim), ...foreign.near(claim)]);
    messages.set(
      construct,
      problems.map((problem) => describeProblem(construct.node.id, problem)),
    );
    earlier.add(claim);
  }
  return messages;
}

function isForeign({ node }: ApiObject): boolean {
  return !node.scopes.some((scope) => claims.has(scope) || owners.has(scope));
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
  if (object.kind === 'Pod') return fieldOf(manifest, 'metadata');
  const path = object.kind === 'CronJob' ? ['spec', 'jobTemplate'] : [];
  return fieldOf(manifest, ...path, 'spec', 'template', 'metadata');
}

function labelsOf(metadata: unknown): Labels {
  const labels = fieldOf(metadata, 'labels');
  return isRecord(labels) ? (labels as Labels) : {};
}
