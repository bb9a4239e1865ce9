import type * as kplus from 'cdk8s-plus-28';
import { ClusterPropsError, contract, type NodePieces, type Problem } from '../model';
import { attempt, isRecord } from '../model/schema';
import type { AttachProps } from './props';

/** What is wrong with a workload that clustering is added to, as far as its model has no say. */
export function workloadProblems({ workload, container }: Partial<AttachProps>): Problem[] {
  if (!isWorkload(workload)) return [notAWorkload];
  const node = container ?? workload.containers[0];
  if (node === undefined) return [{ property: 'workload', rule: 'must have a container', got: 'none' }];
  if (!workload.containers.includes(node)) return [strangeContainer];
  if (workload.containers.some((other) => other !== node && isNode(other))) return [twice];
  return ownVariables
    .filter((name) => Object.hasOwn(node.env.variables, name))
    .map((name) => ({
      property: 'workload',
      rule: `must leave the variable ${name} of its container "${node.name}" to the cluster`,
      remedy: 'Remove it from the container.',
    }));
}

/** What its container has under a name that the cluster needs. */
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

/** A problem of the model in the words of what was given here. */
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

// Two nodes in a pod would be at the same ports and have the same name.
function isNode({ env }: kplus.Container): boolean {
  return Object.hasOwn(env.variables, 'CLUSTER_SERVICE_NAME');
}

const twice: Problem = { property: 'workload', rule: 'must get clustering once', got: 'it a second time' };

// By what it has and not by its class: two copies of cdk8s-plus in one tree are two classes.
export function isWorkload(value: unknown): value is kplus.Workload {
  const hasAll = () => {
    const { matchLabels, containers } = value as Partial<kplus.Workload>;
    return isRecord(matchLabels) && Array.isArray(containers);
  };
  // Anything may be given, so the reading may throw.
  return attempt(hasAll) === true;
}
