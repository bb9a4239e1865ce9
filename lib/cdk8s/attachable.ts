import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { IConstruct } from 'constructs';
import { ClusterPropsError, type Problem } from '../model';
import { foundKind, isWorkloadKind } from '../model/given/kinds';
import { attempt, isRecord } from '../model/schema';
import { ownerOf } from './neighbours';
import type { AttachProps } from './props';

/** What clustering can be added to: a workload of cdk8s-plus, or an object of the API. */
export type Attachable = kplus.Workload | ApiObject;

/** Problems of the workload itself, which its manifest does not show. */
export function workloadProblems({ workload, container }: Partial<AttachProps>): readonly Problem[] {
  if (!isAttachable(workload)) return [{ ...notAWorkload, ...found(workload) }];
  const owner = ownerOf(workload);
  if (owner !== undefined) return [{ ...attachedAlready, got: `that of ${owner}` }];
  if (!isWorkload(workload)) return container === undefined || typeof container === 'string' ? [] : [mustBeName];
  if (workload.containers.length === 0) return [{ property: 'workload', rule: 'must have a container', got: 'none' }];
  return containerOf(workload, container) === undefined ? [strangeContainer] : [];
}

/** The container that is meant: the one that is given, by itself or by its name, or else the first. */
export function containerOf(
  workload: kplus.Workload,
  container: AttachProps['container'],
): kplus.Container | undefined {
  if (container === undefined) return workload.containers[0];
  return workload.containers.find((own) => own === container || own.name === container);
}

/** The problems of the model, named after the properties of cdk8s-plus. */
export function inWordsOf(workload: Attachable, error: unknown): readonly Problem[] {
  if (!(error instanceof ClusterPropsError)) throw error;
  if (!isWorkload(workload)) return error.problems;
  return error.problems.map((problem) => ({
    ...problem,
    property: properties.get(problem.property) ?? problem.property,
  }));
}

const properties: ReadonlyMap<string, string> = new Map([
  ['workload.spec.selector.matchLabels', 'workload'],
  ['workload.spec.replicas', 'workload.replicas'],
  ['workload.spec.template.spec.terminationGracePeriodSeconds', 'workload.terminationGracePeriod'],
]);

const notAWorkload: Problem = {
  property: 'workload',
  rule: 'must be a Deployment, a StatefulSet or a DaemonSet, of cdk8s-plus or as an ApiObject',
};

/** What was given instead of a workload, and what to do. */
function found(value: unknown): Pick<Problem, 'got' | 'remedy'> {
  if (Array.isArray(attempt(() => (value as { readonly apiObjects?: unknown }).apiObjects))) {
    return { got: 'an Include', remedy: 'Give one of its apiObjects.' };
  }
  const kind = kindOf(value);
  if (kind === undefined) return {};
  if (isWorkloadKind(kind)) return { got: `a construct around a ${kind}`, remedy: `Give the ${kind} itself.` };
  const kindProblem = foundKind(kind);
  return ApiObject.isApiObject(value) ? { ...kindProblem, got: `an ApiObject of the kind ${kind}` } : kindProblem;
}

function kindOf(value: unknown): string | undefined {
  const kind = attempt(() => ApiObject.of(value as IConstruct).kind);
  return typeof kind === 'string' ? kind : undefined;
}

const strangeContainer: Problem = { property: 'container', rule: 'must be one of the containers of the workload' };

const mustBeName: Problem = { property: 'container', rule: 'must be the name of a container of the ApiObject' };

const attachedAlready: Problem = {
  property: 'workload',
  rule: 'must not be a part of another cluster',
  remedy: 'One workload is one cluster.',
};

export function isAttachable(value: unknown): value is Attachable {
  return isWorkload(value) || (ApiObject.isApiObject(value) && isWorkloadKind(kindOf(value)));
}

// Checks members instead of the class, because two copies of cdk8s-plus in one tree have different classes.
export function isWorkload(value: unknown): value is kplus.Workload {
  const hasAll = () => {
    const { matchLabels, containers } = value as Partial<kplus.Workload>;
    return isRecord(matchLabels) && Array.isArray(containers) && isWorkloadKind(kindOf(value));
  };
  // The caller may pass anything, so reading it may throw.
  return attempt(hasAll) === true;
}
