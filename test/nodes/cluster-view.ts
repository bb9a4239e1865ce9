import type { Bed } from './bed';
import type { Pod } from './kubelet/pod';
import { findPort } from './manifest';
import { waitFor, type WaitOptions } from './wait';

/** What `/health` says under `clustering`; more may be there. */
export interface Clustering {
  readonly enabled: boolean;
  readonly current_node: string;
  readonly connected_nodes: readonly string[];
  readonly node_count: number;
  readonly partitioned: boolean;
  readonly missing: readonly { readonly node: string; readonly cause: string; readonly reason: string | null }[];
  readonly shared: readonly { readonly name: string; readonly owner?: string | null }[];
  readonly problems: readonly string[];
}

/** Asks a pod how it sees the cluster, at the path that its liveness probe asks. */
export async function readClustering(bed: Bed, pod: Pod): Promise<Clustering> {
  const { livenessProbe } = bed.printed.workload.spec.template.spec.containers[0];
  const path = livenessProbe?.httpGet?.path ?? '/health';
  const { status, body } = await pod.get(path, findPort(bed.printed, 'http'));
  if (status !== 200) throw new Error(`GET ${path} of ${pod.name} gave ${status}: ${body}`);
  return (JSON.parse(body) as { readonly clustering: Clustering }).clustering;
}

/** The name of a pod's node, as the manifest gives it. */
export function nodeName(pod: Pod): string {
  return pod.variable('RELEASE_NODE');
}

/** Why a pod is not connected to another one, in its own words. */
export async function readCause(bed: Bed, pod: Pod, other: Pod): Promise<string | undefined> {
  const { missing } = await readClustering(bed, pod);
  return missing.find(({ node }) => node === nodeName(other))?.cause;
}

/** What a pod has found out of that, such as `cookie`. */
export async function readReason(bed: Bed, pod: Pod, other: Pod): Promise<string | null | undefined> {
  const { missing } = await readClustering(bed, pod);
  return missing.find(({ node }) => node.endsWith(`@${other.address}`))?.reason;
}

// On a busy machine a VM takes a minute to boot, which says nothing about discovery.
const bootMs = 180_000;

/** Waits until each of the pods is connected to all the others and to no other node. The time counts from when all of them answer. */
export async function waitForMesh(bed: Bed, pods = bed.workload.pods, options: WaitOptions = {}): Promise<void> {
  const everyMs = options.everyMs ?? 100;
  await Promise.all(
    pods.map((pod) => waitFor(`${pod.name} to answer`, () => readClustering(bed, pod), { withinMs: bootMs, everyMs })),
  );
  await Promise.all(
    pods.map((pod) =>
      waitFor(
        `${pod.name} to be connected to the ${pods.length - 1} others`,
        async () => (await describeGap(bed, pod, pods)) === undefined,
        { withinMs: 60_000, everyMs: 100, ...options },
      ),
    ),
  );
}

/** What a pod's connections lack of a full mesh, or have too many; undefined when they are complete. */
export async function describeGap(bed: Bed, pod: Pod, pods = bed.workload.pods): Promise<string | undefined> {
  const wanted = pods.filter((other) => other !== pod).map(nodeName);
  const connected = (await readClustering(bed, pod)).connected_nodes;
  const missing = wanted.filter((node) => !connected.includes(node));
  const surplus = connected.filter((node) => !wanted.includes(node));
  if (missing.length === 0 && surplus.length === 0) return undefined;
  return `${pod.name} (${nodeName(pod)}) misses [${missing.join(', ')}] and has [${surplus.join(', ')}] too many`;
}

/** What is known of every pod, for whoever reads why a test failed. */
export async function describeCluster(bed: Bed, lines = 40): Promise<string> {
  const reports = bed.workload.pods.map(async (pod) => {
    const view = await readClustering(bed, pod).then(
      (clustering) => JSON.stringify(clustering),
      (error: unknown) => String(error),
    );
    const state = `ready: ${pod.ready}, restarts: ${pod.restarts}`;
    const log = pod.readLog().trimEnd().split('\n').slice(-lines).join('\n    ');
    return `${pod.name} at ${pod.facts.addresses.join(', ')}, ${state}\n  sees ${view}\n  last lines of its log:\n    ${log}`;
  });
  return (await Promise.all(reports)).join('\n');
}
