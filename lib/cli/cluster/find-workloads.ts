import { defaultEpmdPort } from '../../model/features/ports';
import { didYouMean } from '../../model/schema/did-you-mean';
import { UserError } from '../errors';
import { ask, attempt } from './api-problem';
import { listObjects, readNamespace } from './api/requests';
import { resources } from './api/resources';
import type { Connection } from './connection';
import { cookiesIn, readWorkload, type BeamWorkload } from './workload';

/** Every BEAM workload of the namespace, ordered by name. */
export async function findWorkloads(connection: Connection): Promise<readonly BeamWorkload[]> {
  const [deployments, statefulSets] = await ask(connection, 'list Deployments and StatefulSets', () =>
    Promise.all([listObjects(connection, resources.deployments), listObjects(connection, resources.statefulSets)]),
  );
  const workloads = [
    ...deployments.map((object) => readWorkload('Deployment', object)),
    ...statefulSets.map((object) => readWorkload('StatefulSet', object)),
  ].filter((workload) => workload !== undefined);
  if (workloads.length === 0) await requireNamespace(connection);
  for (const secret of workloads.flatMap(cookiesIn)) connection.hide(secret);
  return workloads.sort((a, b) => a.name.localeCompare(b.name));
}

/** Throws if the namespace does not exist. Without the permission to read namespaces, nothing is known. */
async function requireNamespace(connection: Connection): Promise<void> {
  const answer = await attempt(() => readNamespace(connection));
  if (answer.ok || answer.status !== 404 || !answer.reason.includes('namespaces "')) return;
  const { namespace, context } = connection;
  throw new UserError(`there is no namespace ${namespace} (context ${context}); give -n or --context.`);
}

/** The one that is meant: by its name, or the only one; a `UserError` lists the choice where that says too little. */
export function chooseWorkload(
  { namespace, context }: Pick<Connection, 'namespace' | 'context'>,
  workloads: readonly BeamWorkload[],
  name: string | undefined,
): BeamWorkload {
  const names = workloads.map((workload) => workload.name);
  if (names.length === 0) {
    throw new UserError(
      `no BEAM cluster in namespace ${namespace} (context ${context}): no Deployment or StatefulSet has RELEASE_NODE, ` +
        `RELEASE_COOKIE, CLUSTER_SERVICE_NAME or port ${defaultEpmdPort}; give -n or --context.`,
    );
  }
  const [first, second] = name === undefined ? workloads : workloads.filter((workload) => workload.name === name);
  if (first !== undefined && second === undefined) return first;
  if (name === undefined)
    throw new UserError(`namespace ${namespace} has ${names.length} BEAM clusters; give one: ${names.join(', ')}.`);
  const near = didYouMean(name, names);
  const hint = near === undefined ? `it has ${names.join(', ')}.` : `did you mean ${near}?`;
  throw new UserError(`namespace ${namespace} has no BEAM cluster ${name}; ${hint}`);
}
