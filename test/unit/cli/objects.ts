import { manifests, modelCluster } from '../../../lib/model';
import { found, type Answer, type Request } from './api-server';

type Props = Parameters<typeof modelCluster>[1];
type Manifest = ReturnType<typeof manifests>[number];

/** The workload that this package prints. */
export function printedWorkload(name: string, props: Partial<Props> = {}): Manifest {
  const all = manifests(modelCluster(name, { image: 'ghcr.io/acme/api:1.4.0', http: { port: 4000 }, ...props }));
  const workload = all.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  if (workload === undefined) throw new Error('no workload was printed');
  return workload;
}

/** Answers the lists of Deployments and StatefulSets of the namespace `prod`. */
export function listWorkloads(workloads: readonly Manifest[], { path, method }: Request): Answer | undefined {
  const kind = /^\/apis\/apps\/v1\/namespaces\/prod\/(deployments|statefulsets)$/.exec(path)?.[1];
  if (kind === undefined || method !== 'GET') return undefined;
  return found({ items: workloads.filter((workload) => `${workload.kind.toLowerCase()}s` === kind) });
}
