import type { Container, WorkloadObject } from '../../cluster/api/workload-objects';
import { shellLine } from '../../escape';
import type { Facts } from './facts';

/** The manifest's container with the node. */
export function beamContainer({ workload }: Facts): Container | undefined {
  const containers = workload.object.spec?.template.spec?.containers ?? [];
  return containers.find(({ name }) => name === workload.container);
}

export function templateLabels({ workload }: Facts): Readonly<Record<string, string>> {
  return workload.object.spec?.template.metadata?.labels ?? {};
}

export function workloadTitle({ workload }: Facts): string {
  return `${workload.kind} ${workload.name}`;
}

/** The workload as kubectl takes it. */
export function workloadPath({ workload }: Facts): string {
  return `${workload.kind.toLowerCase()}/${workload.name}`;
}

/** The rest of a command of kubectl, with the namespace: kubectl(facts)`delete pod ${name}`. */
export function kubectl({ workload }: Facts): typeof shellLine {
  const start = shellLine`kubectl -n ${workload.namespace} `;
  return (own, ...words) => start + shellLine(own, ...words);
}

/** The workload, if it is a Deployment. */
export function deploymentOf({ workload }: Facts): WorkloadObject | undefined {
  return workload.kind === 'Deployment' ? workload.object : undefined;
}

/** The workload, if it is a StatefulSet. */
export function statefulSetOf({ workload }: Facts): WorkloadObject | undefined {
  return workload.kind === 'StatefulSet' ? workload.object : undefined;
}
