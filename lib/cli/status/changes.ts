import type { Member, NodeChange } from './cluster-status';
import { isNodeOf } from './links';

const shown = 10;

/** The last joins and leaves of the cluster, the newest first, each once however many nodes saw it. */
export function readChanges(members: readonly Member[]): NodeChange[] {
  const seen = new Map<string, NodeChange>();
  for (const change of members.flatMap((member) => changesSeenBy(member, members))) {
    const key = `${change.change} ${change.node}`;
    const known = seen.get(key);
    // The oldest node saw a join first, and the slowest node saw a leave last.
    if (known === undefined || isCloser(change, known)) seen.set(key, change);
  }
  return [...seen.values()].sort((a, b) => a.secondsAgo - b.secondsAgo).slice(0, shown);
}

function isCloser(change: NodeChange, known: NodeChange): boolean {
  return change.change === 'joined' ? change.secondsAgo > known.secondsAgo : change.secondsAgo < known.secondsAgo;
}

/** A node that has just started sees all others join; it is the one that joined. */
function changesSeenBy(member: Member, members: readonly Member[]): NodeChange[] {
  const { view } = member;
  return (view?.changes ?? []).map((change) => {
    if (change.change !== 'joined' || view === undefined) return change;
    const other = members.find((candidate) => isNodeOf(candidate, change.node))?.view;
    const isNewer = (view.uptimeSeconds ?? Infinity) < (other?.uptimeSeconds ?? Infinity);
    return other !== undefined && isNewer ? { ...change, node: view.node } : change;
  });
}
