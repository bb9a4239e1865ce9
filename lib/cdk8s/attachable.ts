import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { IConstruct } from 'constructs';
import { ClusterPropsError, contract, type NodePieces, type Problem } from '../model';
import { attempt, isRecord } from '../model/schema';
import { ownerOf } from './neighbours';
import type { AttachProps } from './props';

/** Problems of the workload itself, which the model does not see. */
export function workloadProblems({ workload, container }: Partial<AttachProps>): Problem[] {
  if (!isWorkload(workload)) return [{ ...notAWorkload, ...found(workload) }];
  const owner = ownerOf(workload);
  if (owner !== undefined) return [{ ...attachedAlready, got: `that of ${owner}` }];
  const node = containerOf(workload, container);
  if (node === undefined) return [{ property: 'workload', rule: 'must have a container', got: 'none' }];
  if (!workload.containers.includes(node)) return [strangeContainer];
  if (workload.containers.some((other) => other !== node && isNode(other))) return [attachedAlready];
  return ownVariables
    .filter((name) => Object.hasOwn(node.env.variables, name))
    .map((name) => ({
      property: 'workload',
      rule: `must not set the variable ${name} of its container "${node.name}", which the cluster sets`,
      remedy: 'Remove it from the container.',
    }));
}

/** The container that becomes a node: the given one, or the first. */
export function containerOf(workload: kplus.Workload, given: AttachProps['container']): kplus.Container | undefined {
  return (given as kplus.Container | undefined) ?? workload.containers[0];
}

/** Ports of the container that have a name the cluster needs, and another number. */
export function conflicts(container: kplus.Container, { ports }: NodePieces<string>): Problem[] {
  return ports.flatMap(({ name, containerPort }) => {
    const other = container.ports.find((port) => port.name === name && port.number !== containerPort);
    if (other === undefined) return [];
    const rule = `must have ${containerPort} as the port "${name}" of its container "${container.name}"`;
    return [
      { property: 'workload', rule, got: String(other.number), remedy: 'Rename that port, or move one of the two.' },
    ];
  });
}

/** A `preStop` hook whose seconds are unknown, or more than what is given. */
export function hookProblems(container: kplus.Container, read: number | undefined, given: unknown): Problem[] {
  const hook = `the preStop hook of the container "${container.name}"`;
  if (read === undefined) {
    const rule = `must be given, because ${hook} does more than to sleep`;
    const remedy = 'Set it to the seconds that the hook takes at most.';
    return given === undefined ? [{ property: 'preStopSeconds', rule, remedy }] : [];
  }
  if (typeof given !== 'number' || given >= read) return [];
  return [{ property: 'preStopSeconds', rule: `must be at least ${read}, which ${hook} sleeps`, got: String(given) }];
}

/** The problems of the model, named after the properties of `attach`. */
export function ofAttachment(error: unknown): readonly Problem[] {
  if (!(error instanceof ClusterPropsError)) throw error;
  return error.problems.map((problem) => ({
    ...problem,
    property: properties.get(problem.property) ?? problem.property,
  }));
}

const properties: ReadonlyMap<string, string> = new Map([
  ['selector', 'workload'],
  ['replicas', 'workload.replicas'],
  ['graceSeconds', 'workload.terminationGracePeriod'],
]);

const ownVariables: readonly string[] = contract
  .filter(({ readBy }) => readBy !== 'application')
  .map(({ name }) => name);

const notAWorkload: Problem = {
  property: 'workload',
  rule: 'must be a Deployment, a StatefulSet or a DaemonSet of cdk8s-plus',
};

const kinds: readonly unknown[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

const ends = 'Its pods end, and the nodes of a cluster stay. Attach to what serves requests.';
const remedies: Readonly<Record<string, string>> = {
  Job: ends,
  CronJob: ends,
  Pod: 'Nothing replaces a Pod that is gone. Make a Deployment.',
};
const ofRaw = 'Make it with cdk8s-plus, or put the pieces of modelAttachment of beam-cluster/model into its spec.';

/** What was given instead of a workload, and what to do. */
function found(value: unknown): Pick<Problem, 'got' | 'remedy'> {
  const kind = kindOf(value);
  if (kind === undefined) return {};
  if (ApiObject.isApiObject(value)) return { got: `an ApiObject of the kind ${kind}`, remedy: ofRaw };
  const remedy = remedies[kind];
  return { got: `a ${kind}`, ...(remedy === undefined ? {} : { remedy }) };
}

function kindOf(value: unknown): string | undefined {
  const kind = attempt(() => ApiObject.of(value as IConstruct).kind);
  return typeof kind === 'string' ? kind : undefined;
}

const strangeContainer: Problem = { property: 'container', rule: 'must be one of the containers of the workload' };

// Two nodes in one pod would use the same ports and the same name.
function isNode({ env }: kplus.Container): boolean {
  return Object.hasOwn(env.variables, 'CLUSTER_SERVICE_NAME');
}

const attachedAlready: Problem = {
  property: 'workload',
  rule: 'must not be a part of another cluster',
  remedy: 'One workload is one cluster.',
};

// Checks members instead of the class, because two copies of cdk8s-plus in one tree have different classes.
export function isWorkload(value: unknown): value is kplus.Workload {
  const hasAll = () => {
    const { matchLabels, containers } = value as Partial<kplus.Workload>;
    return isRecord(matchLabels) && Array.isArray(containers) && kinds.includes(kindOf(value));
  };
  // The caller may pass anything, so reading it may throw.
  return attempt(hasAll) === true;
}
