import type { V1Deployment, V1StatefulSet } from '../../cluster/client-node';
import type { Facts } from './facts';

type Either = V1Deployment | V1StatefulSet;

/** The workload as a Deployment, if it is one. */
export function deploymentOf({ workload }: Facts): V1Deployment | undefined {
  const isKind = (_object: Either): _object is V1Deployment => workload.kind === 'Deployment';
  return isKind(workload.object) ? workload.object : undefined;
}

/** The workload as a StatefulSet, if it is one. */
export function statefulSetOf({ workload }: Facts): V1StatefulSet | undefined {
  const isKind = (_object: Either): _object is V1StatefulSet => workload.kind === 'StatefulSet';
  return isKind(workload.object) ? workload.object : undefined;
}
