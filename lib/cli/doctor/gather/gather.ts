import { randomBytes } from 'node:crypto';
import type { ContractName } from '../../../model/contract';
import { ask, attempt } from '../../cluster/api-problem';
import { nameOf } from '../../cluster/api/objects';
import type { Query } from '../../cluster/api/path';
import { listObjects, readNamespace } from '../../cluster/api/requests';
import { resources, type Resource } from '../../cluster/api/resources';
import type { Pod } from '../../cluster/api/workload-objects';
import type { Connection } from '../../cluster/connection';
import { isEnding, isOver, isRunning, mapAtMost } from '../../cluster/pods';
import { valueOf, type BeamWorkload } from '../../cluster/workload';
import { packageVersion } from '../../package-files';
import type { Facts, PodFacts } from '../facts/facts';
import { labelsOf, selects } from '../facts/selectors';
import { lookAtSecret } from './cookie-secret';
import { readLastWords } from './last-words';
import { lookInside } from './look-inside';
import { probesOf } from './probes-of';
import type { Questions } from './questions';

/** Their answers are in memory at the same time: 50 hostile pods stay below 150 MiB (row `memory-doctor` of the bench). */
const podsAtOnce = 20;

/** Is called with how many of the pods have answered. */
export type Tell = (answered: number, asked: number) => void;

/**
 * Learns everything, all at once. Without the pods there is nothing to say, so that fails with a `UserError`; whatever else
 * cannot be had is recorded with the reason.
 */
export async function gather(connection: Connection, workload: BeamWorkload, tell: Tell): Promise<Facts> {
  const salt = randomBytes(16).toString('hex');
  const secret = lookAtSecret(connection, workload, salt);
  // What is thrown may quote the cookie, which is hidden once it is read.
  const listed = ask(connection, 'list pods', () => listObjects(connection, resources.pods)).catch((error: unknown) =>
    secret.then(() => Promise.reject(error as Error)),
  );
  const tryList = <T>(resource: Resource<T>, query?: Query) => attempt(() => listObjects(connection, resource, query));
  const [all, pods, services, endpointSlices, networkPolicies, budgets, events, namespaceLabels, cookieSecret] =
    await Promise.all([
      listed,
      listed.then((found) => lookAt(connection, workload, salt, ownPods(workload, found), tell)),
      tryList(resources.services),
      tryList(resources.endpointSlices),
      tryList(resources.networkPolicies),
      tryList(resources.budgets),
      tryList(resources.events, { limit: 1000 }),
      attempt(async () => (await readNamespace(connection)).metadata.labels ?? {}),
      secret,
    ]);
  const own = new Set(pods.map(({ name }) => name));
  return {
    workload,
    now: new Date(),
    version: packageVersion(),
    pods,
    otherPods: all.filter((pod) => !own.has(nameOf(pod)) && !isOf(workload, pod)),
    services,
    endpointSlices,
    networkPolicies,
    budgets,
    events,
    namespaceLabels,
    cookieSecret,
  };
}

/** Whether the workload made it; another pod may have the same labels. */
function isOf({ object, kind, name }: BeamWorkload, pod: Pod): boolean {
  if (!selects(object.spec?.selector, labelsOf(pod))) return false;
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return false;
  return kind === 'StatefulSet'
    ? owner.name === name
    : owner.kind === 'ReplicaSet' && owner.name.startsWith(`${name}-`);
}

function ownPods(workload: BeamWorkload, all: readonly Pod[]): readonly Pod[] {
  return all
    .filter((pod) => isOf(workload, pod) && !isEnding(pod) && !isOver(pod))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

async function lookAt(
  connection: Connection,
  workload: BeamWorkload,
  salt: string,
  pods: readonly Pod[],
  tell: Tell,
): Promise<readonly PodFacts[]> {
  const questions = questionsFor(workload, salt, pods);
  let answered = 0;
  tell(answered, pods.length);
  return mapAtMost(podsAtOnce, pods, async (object) => {
    const name = nameOf(object);
    const [inside, lastWords] = await Promise.all([
      isRunning(object, workload.container)
        ? lookInside(connection, name, workload.container, questions)
        : Promise.resolve(undefined),
      readLastWords(connection, object),
    ]);
    answered += 1;
    tell(answered, pods.length);
    return {
      name,
      object,
      ...(inside === undefined ? {} : { inside }),
      ...(lastWords === undefined ? {} : { lastWords }),
    };
  });
}

function questionsFor(workload: BeamWorkload, salt: string, pods: readonly Pod[]): Questions {
  const { namespace, container: name, ports, serviceName = '', object } = workload;
  const container = object.spec?.template.spec?.containers.find((candidate) => candidate.name === name);
  const variable = (wanted: ContractName) => (container === undefined ? undefined : valueOf(container, wanted)) ?? '';
  const running = pods.filter((pod) => isRunning(pod, name));
  return {
    salt,
    service: serviceName,
    namespace,
    domain: variable('CLUSTER_DOMAIN'),
    epmdPort: ports.epmd,
    distributionPort: ports.distribution,
    crashDump: variable('ERL_CRASH_DUMP'),
    addresses: running.flatMap(({ status }) => status?.podIP ?? []),
    servers: [ports.http, ports.probes].filter((port) => port !== undefined),
    probes: container === undefined ? [] : probesOf(container),
  };
}
