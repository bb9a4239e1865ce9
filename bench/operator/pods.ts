import type { PodObject, RecordedPod } from './recorded';

/** One of many pods, made of a recorded one. */
export interface Pod {
  readonly name: string;
  readonly address: string;
  readonly node: string;
  readonly recorded: RecordedPod;
}

/** Gives the recorded pods in turns, each time with another name and address on the same machine. */
export function multiply(recorded: readonly RecordedPod[], count: number): readonly Pod[] {
  return Array.from({ length: count }, (_, index): Pod => {
    const one = recorded[index % recorded.length];
    if (one === undefined) throw new Error('the recording has no pod');
    const { metadata, status } = one.object;
    const address = status.podIP.replace(/\d+$/, String(index + 10));
    const name = `${metadata.generateName}${index.toString().padStart(5, '0')}`;
    return { name, address, node: `rsolv_api@${address}`, recorded: one };
  });
}

export function objectOf({ name, address, recorded: { object } }: Pod): PodObject {
  const { metadata, status, ...rest } = object;
  const named = { ...metadata, name, uid: name };
  const placed = { ...status, podIP: address, podIPs: [{ ip: address }] };
  return { ...rest, metadata: named, status: placed };
}

const changesKept = 10;

/** `/health` of a pod that is connected to all others. */
export function healthOf({ node, recorded: { health } }: Pod, pods: readonly Pod[]): unknown {
  const others = namesOfOthers(node, pods);
  const clustering = {
    ...health.clustering,
    current_node: node,
    connected_nodes: others,
    discovered: others,
    node_count: pods.length,
    changes: others.slice(0, changesKept).map((other) => ({ node: other, change: 'joined', seconds: 282 })),
  };
  return { ...health, clustering };
}

/** `/metrics` of such a pod. */
export function metricsOf({ node, recorded: { metrics } }: Pod, pods: readonly Pod[]): string {
  const others = namesOfOthers(node, pods);
  const roundTrips = others.map((other) => `beam_cluster_round_trip_seconds{node="${other}"} 6.54e-4\n`).join('');
  return metrics
    .replace(/^beam_cluster_nodes .*/m, `beam_cluster_nodes ${pods.length}`)
    .replace(/^beam_cluster_discovered_pods .*/m, `beam_cluster_discovered_pods ${others.length}`)
    .replace(/(^beam_cluster_round_trip_seconds.*\n)+/m, roundTrips);
}

export function namesOfOthers(node: string, pods: readonly Pod[]): readonly string[] {
  return pods.flatMap((pod) => (pod.node === node ? [] : [pod.node]));
}
