import {
  manifests,
  modelCluster,
  type Manifest,
  type BeamClusterProps,
  type Container,
  type Deployment,
  type PodSpec,
  type StatefulSet,
  type Workload,
} from 'beam-cluster/model';

/** The least that a cluster with HTTP is made from. */
export const withHttp = { image: 'acme/api:1.0.0', http: { port: 4000 } } satisfies BeamClusterProps;

type Given = Partial<BeamClusterProps>;

export function printCluster(given: Given = {}) {
  return modelCluster('api', { ...withHttp, ...given }).objects;
}

export function printManifests(given: Given = {}): readonly Manifest<string>[] {
  return manifests(modelCluster('api', { ...withHttp, ...given }));
}

export function printWorkload(given: Given = {}): Workload<string> {
  return printCluster(given).workload;
}

export function printDeployment(given: Given = {}): Deployment<string> {
  const workload = printWorkload(given);
  if (workload.kind !== 'Deployment') throw new Error(`a ${workload.kind} was printed`);
  return workload;
}

export function printStatefulSet(given: Given = {}): StatefulSet<string> {
  const workload = printWorkload({ ...given, workload: 'StatefulSet' });
  if (workload.kind !== 'StatefulSet') throw new Error(`a ${workload.kind} was printed`);
  return workload;
}

export function printPod(given: Given = {}): PodSpec<string> {
  return printWorkload(given).spec.template.spec;
}

export function printContainer(given: Given = {}): Container<string> {
  return printPod(given).containers[0];
}

/** The container's variables by name: their value, or where it comes from. */
export function printVariables(given: Given = {}): Readonly<Record<string, unknown>> {
  return Object.fromEntries(printContainer(given).env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));
}
