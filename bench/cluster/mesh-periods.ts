import type { LinkChange, PodRecord } from './records';

/** A time in which something held; without an end where it holds still. */
export interface Period {
  readonly from: number;
  readonly to?: number;
}

/** The times in which every pod saw all the others. */
export function meshPeriods(pods: readonly PodRecord[]): readonly Period[] {
  const missing = new Set(pods.flatMap(({ node }) => peersOf(node, pods).map((peer) => `${node} ${peer}`)));
  if (missing.size === 0) return [];
  const periods: Period[] = [];
  let from: number | undefined;
  for (const { node, peer, up, at } of inOrder(pods)) {
    if (!pods.some((pod) => pod.node === peer)) continue;
    if (up) missing.delete(`${node} ${peer}`);
    else missing.add(`${node} ${peer}`);
    if (missing.size === 0) from ??= at;
    else if (from !== undefined) {
      periods.push({ from, to: at });
      from = undefined;
    }
  }
  return from === undefined ? periods : [...periods, { from }];
}

/** How much of a time the mesh was not full. */
export function brokenTime(pods: readonly PodRecord[], begin: number, end: number): number {
  const whole = meshPeriods(pods).map(({ from, to = end }) => Math.max(0, Math.min(to, end) - Math.max(from, begin)));
  return end - begin - whole.reduce((sum, length) => sum + length, 0);
}

/** How many links were lost in a time; one that both its ends have lost counts once. */
export function countLostLinks(pods: readonly PodRecord[], begin: number, end: number): number {
  const losses = (node: string, peer: string): number => {
    const changes = pods.find((pod) => pod.node === node)?.changes ?? [];
    return changes.filter((change) => isLoss(change, peer) && change.at >= begin && change.at <= end).length;
  };
  const pairs = pods.flatMap(({ node }, index) => pods.slice(index + 1).map((other) => [node, other.node] as const));
  return pairs.reduce((sum, [one, other]) => sum + Math.max(losses(one, other), losses(other, one)), 0);
}

function isLoss({ up, peer }: LinkChange, wanted: string): boolean {
  return !up && peer === wanted;
}

function peersOf(node: string, pods: readonly PodRecord[]): readonly string[] {
  return pods.map((pod) => pod.node).filter((other) => other !== node);
}

function inOrder(pods: readonly PodRecord[]): readonly (LinkChange & { readonly node: string })[] {
  return pods
    .flatMap(({ node, changes }) => changes.map((change) => ({ ...change, node })))
    .sort((a, b) => a.at - b.at);
}
