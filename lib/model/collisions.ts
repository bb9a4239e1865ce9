import type { Labels, Manifest } from './kubernetes';
import type { AttachmentModel, ClusterModel } from './model';
import { fieldOf, isRecord, type Problem } from './schema';

/** An object by what it shares with no other object of its namespace. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** What something else puts into the same Kubernetes cluster. */
export interface Neighbour {
  /** As an error names it: `BeamCluster "api"`. */
  readonly owner: string;
  /** Undefined for the namespace of the engine. */
  readonly namespace?: unknown;
  readonly objects: readonly ObjectName[];
  /** Labels of the pods, for what has pods. */
  readonly podLabels?: Labels;
  /** Labels by which it finds its pods. */
  readonly selector?: Labels;
}

/** What a cluster or an attachment puts there. */
export interface Claim extends Neighbour {
  readonly podLabels: Labels;
  readonly selector: Labels;
  /** The property from which the selector follows, such as `name`. */
  readonly selectedBy: string;
}

/** What the objects of a model occupy. */
export function claimOf<V>(owner: string, model: ClusterModel<V> | AttachmentModel<V>): Claim {
  const { objects, cookie } = model;
  const { metadata, spec } = objects.discovery;
  const secret = cookie.generated && { apiVersion: 'v1', kind: 'Secret', name: cookie.generated.metadata.name };
  const pods =
    'node' in model
      ? { selectedBy: 'selector', podLabels: { ...labelsIn(model.workload), ...model.node.labels, ...spec.selector } }
      : { selectedBy: 'name', podLabels: model.objects.workload.spec.template.metadata.labels };
  return {
    owner,
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    objects: [
      ...[...(Object.values(objects) as readonly Manifest<V>[]), ...batchOf(model)].map(
        ({ apiVersion, kind, metadata: { name } }) => ({ apiVersion, kind, name }),
      ),
      ...(secret === undefined ? [] : [secret]),
    ],
    selector: spec.selector,
    ...pods,
  };
}

function batchOf<V>(model: ClusterModel<V> | AttachmentModel<V>): readonly Manifest<V>[] {
  if ('node' in model) return [];
  const { tasks, schedules, policy } = model.batch;
  return [...(policy === undefined ? [] : [policy]), ...Object.values(tasks), ...Object.values(schedules)];
}

/** The labels of the pods of a manifest. */
function labelsIn(manifest: unknown): Labels {
  const labels = fieldOf(manifest, 'spec', 'template', 'metadata', 'labels');
  return isRecord(labels) ? (labels as Labels) : {};
}

/**
 * What a cluster or an attachment shares with others and must not share. Without this check, the later of two objects
 * silently replaces the earlier one, and a Service sends requests to pods that are not its own.
 */
export function collisions(claim: Claim, others: readonly Neighbour[]): readonly Problem[] {
  return others.filter(({ namespace }) => namespace === claim.namespace).flatMap((other) => collision(claim, other));
}

// Two clusters of one name share everything, and the name is what to change.
function collision(claim: Claim, other: Neighbour): readonly Problem[] {
  const shared = claim.objects.filter((object) => other.objects.some((another) => isSame(object, another)));
  if (shared.length > 0) {
    return [
      {
        property: 'name',
        rule: `must not lead to an object that ${other.owner} prints too`,
        got: shared.map(({ kind, name }) => `${kind} "${name}"`).join(', '),
        remedy:
          'Set another name or namespace for one of the two. Print what goes to two Kubernetes clusters separately.',
      },
    ];
  }
  if (matches(claim.selector, other.podLabels)) {
    return [
      {
        property: claim.selectedBy,
        rule: 'must select only the pods of this cluster',
        got: `the pods of ${other.owner} too, by ${keysOf(claim.selector)}`,
        remedy: 'Give one of the two other labels.',
      },
    ];
  }
  if (other.selector !== undefined && matches(other.selector, claim.podLabels)) {
    return [
      {
        property: claim.selectedBy,
        rule: 'must lead to pods that nothing else selects',
        got: `pods that ${other.owner} selects too, by ${keysOf(other.selector)}`,
        remedy: 'Give one of the two other labels.',
      },
    ];
  }
  return [];
}

function isSame(a: ObjectName, b: ObjectName): boolean {
  return a.kind === b.kind && a.name === b.name && groupOf(a.apiVersion) === groupOf(b.apiVersion);
}

/** The group of an API version; `v1` has none. Objects of one kind in two versions of a group are the same object. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function matches(selector: Labels, labels: Labels | undefined): boolean {
  const entries = Object.entries(selector);
  return labels !== undefined && entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

// A value could be a secret by mistake, so only keys are shown.
function keysOf(selector: Labels): string {
  const keys = Object.keys(selector);
  return `the label${keys.length === 1 ? '' : 's'} ${keys.join(', ')}`;
}
