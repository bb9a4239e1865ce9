import { attempt } from '../cluster/api-problem';
import { nameOf } from '../cluster/api/objects';
import { listNodes } from '../cluster/api/requests';
import type { Pod } from '../cluster/api/workload-objects';
import type { Connection } from '../cluster/connection';
import { isRunning, listPods, mapAtMost } from '../cluster/pods';
import type { BeamWorkload } from '../cluster/workload';
import { askNode } from './ask-node';
import { readChanges } from './changes';
import type { ClusterStatus, Member } from './cluster-status';
import { readLinks } from './links';
import { findProblems } from './problems';
import { readMember } from './read-member';

// Two answers of each are in memory at the same time: 50 hostile pods stay below 150 MiB (row `memory-status` of the bench).
const podsAtOnce = 10;

/** Looks at the workload's pods and asks their nodes, many at once. */
export async function gatherStatus(
  connection: Connection,
  workload: BeamWorkload,
  tell: (asked: number, all: number) => void,
): Promise<ClusterStatus> {
  const [pods, zones] = await Promise.all([listPods(connection, workload), readZones(connection)]);
  let asked = 0;
  const zoneOf = zones.ok ? zones.value : new Map<string, string>();
  const members = await mapAtMost(podsAtOnce, pods, async (pod) => {
    const member = await withView(connection, workload, pod, readMember(pod, workload.container, zoneOf, Date.now()));
    tell((asked += 1), pods.length);
    return member;
  });
  const { kind, name, object } = workload;
  const seen = {
    workload: { kind, name, replicas: object.spec?.replicas ?? 1 },
    members,
    links: readLinks(members),
  };
  return {
    namespace: connection.namespace,
    context: connection.context,
    ...seen,
    changes: readChanges(members),
    problems: findProblems(seen),
    notReached: [
      ...members.flatMap(({ pod, notReached }) => (notReached === undefined ? [] : [`${pod}: ${notReached}`])),
      ...(zones.ok ? [] : [`zones: ${zones.reason}`]),
    ],
  };
}

async function withView(connection: Connection, workload: BeamWorkload, pod: Pod, member: Member): Promise<Member> {
  if (!isRunning(pod, workload.container)) return member;
  const answer = await askNode(connection, workload, nameOf(pod));
  return 'view' in answer ? { ...member, view: answer.view } : { ...member, notReached: answer.notReached };
}

function readZones(connection: Connection) {
  return attempt(async () => {
    const nodes = await listNodes(connection);
    return new Map(
      nodes.map(({ metadata: { name, labels } }) => [name, labels?.['topology.kubernetes.io/zone'] ?? '']),
    );
  });
}
