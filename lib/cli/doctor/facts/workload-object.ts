import type { WorkloadObject } from '../../cluster/api/workload-objects';
import type { Facts } from './facts';

type Either = WorkloadObject;

/** The workload as a Deployment, if it is one. */
export function deploymentOf({ workload }: Facts): WorkloadObject | undefined {
  const isKind = (_object: Either): _object is WorkloadObject => workload.kind === 'Deployment';
  return isKind(workload.object) ? workload.object : undefined;
}

/** The workload as a StatefulSet, if it is one. */
export function statefulSetOf({ workload }: Facts): WorkloadObject | undefined {
  const isKind = (_object: Either): _object is WorkloadObject => workload.kind === 'StatefulSet';
  return isKind(workload.object) ? workload.object : undefined;
}
