import type * as kplus from 'cdk8s-plus-28';
import { ClusterPropsError, contract, type NodePieces, type Problem } from '../model';
import { attempt, isRecord } from '../model/schema';
import { ownerOf } from './neighbours';
import type { AttachProps } from './props';

/** Problems of the workload itself, which the model does not see. */
export function workloadProblems({ workload, container }: Partial<AttachProps>): Problem[] {
  if (!isWorkload(workload)) return [notAWorkload];
  const owner = ownerOf(workload);
  if (owner !== undefined) return [{ ...attachedAlready, got: `that of ${owner}` }];
  const node = container ?? workload.containers[0];
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
    return isRecord(matchLabels) && Array.isArray(containers);
  };
  // The caller may pass anything, so reading it may throw.
  return attempt(hasAll) === true;
}
