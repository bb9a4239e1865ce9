import { isStartReason } from '../cluster/pods';
import type { ClusterStatus, Member } from './cluster-status';
import { groupsOf, isCounted, isNodeOf } from './links';

type Seen = Pick<ClusterStatus, 'workload' | 'members' | 'links'>;

/** What is wrong with the cluster, the worst first. A pod that drains is on its way, and no problem. */
export function findProblems(seen: Seen): string[] {
  return [...split(seen), ...lostLinks(seen), ...fewReady(seen), ...dns(seen), ...configuration(seen)];
}

function split({ members, links }: Seen): string[] {
  const groups = stayingGroups({ members, links });
  if (groups.length < 2) return [];
  const between = links.filter(({ from, to, state }) => state === 'down' && !groups.some(holds(from, to)));
  const causes = [...new Set(between.flatMap(({ cause }) => cause ?? []))].join(', ');
  const details = groups.map((group) => `{${few(group.map((index) => members[index]?.pod ?? ''))}}`);
  return [`the cluster is split into ${groups.length}${causes === '' ? '' : ` (${causes})`}: ${details.join(' ')}`];
}

function stayingGroups({ members, links }: Pick<Seen, 'members' | 'links'>): number[][] {
  return groupsOf(members, links).filter((group) => group.some((index) => members[index]?.state !== 'draining'));
}

const holds = (from: number, to: number) => (group: readonly number[]) => group.includes(from) && group.includes(to);

/** The links that are missing where a split is not the reason. */
function lostLinks({ members, links }: Seen): string[] {
  const groups = stayingGroups({ members, links });
  const lost = links.flatMap(({ from, to, state, cause }) => {
    const [a, b] = [members[from], members[to]];
    if (state !== 'down' || a?.state === 'draining' || b?.state === 'draining') return [];
    if (a?.view !== undefined && b?.view !== undefined && !groups.some(holds(from, to))) return [];
    return [`${a?.pod ?? ''} and ${b?.pod ?? ''} are not connected${cause === undefined ? '' : ` (${cause})`}`];
  });
  const more = lost.length - mostLines;
  return more > 0 ? [...lost.slice(0, mostLines), `${more} more links are down`] : lost;
}

// Beyond this, the matrix says more than a list.
const mostLines = 10;
const mostNames = 5;

function few(names: readonly string[]): string {
  const more = names.length - mostNames;
  return more > 0 ? `${names.slice(0, mostNames).join(', ')} and ${more} more` : names.join(', ');
}

function fewReady({ workload, members }: Seen): string[] {
  const ready = members.filter(({ state }) => state === 'ready').length;
  const others = members.filter(({ state }) => state === 'not ready' || state === 'waiting');
  if (ready >= workload.replicas) return others.filter(isStuck).map(described);
  const details = few(others.map(described));
  return [`${ready} of ${workload.replicas} pods are ready${details === '' ? '' : `: ${details}`}`];
}

/** Whether it waits for more than its turn, as a rolling update's new pods do. */
function isStuck({ reason }: Member): boolean {
  return reason !== undefined && !isStartReason(reason);
}

function described({ pod, state, reason, restarts }: Member): string {
  const times = restarts === 0 ? '' : `, ${restarts} restarts`;
  return `${pod} is ${state}${reason === undefined ? '' : ` (${reason}${times})`}`;
}

function dns({ members }: Seen): string[] {
  const staying = members.filter(
    (member) => isCounted(member) && member.state !== 'draining' && member.address !== undefined,
  );
  return staying.flatMap((member) => {
    const { view, pod } = member;
    if (view?.dnsError !== undefined) return [`${pod}: DNS answers ${view.dnsError}`];
    const discovered = view?.discovered;
    if (discovered === undefined) return [];
    if (isFresh(member)) return [];
    const unlisted = staying.filter(
      (other) => other !== member && !isFresh(other) && !discovered.some((node) => isNodeOf(other, node)),
    );
    return unlisted.length === 0 ? [] : [`${pod}: DNS does not list ${few(unlisted.map((other) => other.pod))}`];
  });
}

/** DNS may be as late as this: two caches of 30 s. */
function isFresh({ ageSeconds }: Member): boolean {
  return ageSeconds < 60;
}

function configuration({ members }: Seen): string[] {
  return members.flatMap(({ pod, view }) => (view?.problems ?? []).map((problem) => `${pod}: ${problem}`));
}
