import type { Clustering } from '../nodes/cluster-view';
import { waitFor, type WaitOptions } from '../nodes/wait';
import { httpPort, type Application } from './application';
import { isReady, restartsOf, type PodObject } from './objects';

/** How a pod sees the cluster, as `/health` says. */
export async function readClustering(application: Application, pod: PodObject): Promise<Clustering> {
  const body = await application.readFrom(pod, '/health');
  return (JSON.parse(body) as { readonly clustering: Clustering }).clustering;
}

/** The same without a way through the API server, for who asks often. */
export async function readDirectly(pod: PodObject): Promise<Clustering> {
  const answer = await fetch(`http://${pod.status.podIP ?? ''}:${httpPort}/health`, {
    signal: AbortSignal.timeout(5000),
  });
  return ((await answer.json()) as { readonly clustering: Clustering }).clustering;
}

/** Throws for a pod that has no address yet. */
export function nodeNameOf({ metadata, status }: PodObject): string {
  if (status.podIP === undefined) throw new Error(`${metadata.name} has no address.`);
  return `rsolv_api@${status.podIP}`;
}

/** Waits until there are so many pods and each is connected to all the others and to nobody else; gives the pods. */
export function waitForMesh(
  application: Application,
  size: number,
  options: WaitOptions = {},
): Promise<readonly PodObject[]> {
  let gaps = '';
  return waitFor(
    `a full mesh of ${size}`,
    async () => {
      const pods = await application.pods();
      gaps = pods.length === size ? await describeGaps(application, pods) : `there are ${pods.length} pods`;
      if (gaps === '') return pods;
      throw new Error(gaps);
    },
    { withinMs: 90_000, everyMs: 100, ...options },
  );
}

/** Waits until there are so many pods and all are Ready; gives the pods. */
export function waitForReady(
  application: Application,
  size: number,
  options: WaitOptions = {},
): Promise<readonly PodObject[]> {
  return waitFor(
    `${size} Ready pods`,
    async () => {
      const pods = await application.pods();
      const ready = pods.filter(isReady);
      if (pods.length === size && ready.length === size) return pods;
      throw new Error(`of ${pods.length} pods, ${ready.length} are Ready`);
    },
    { withinMs: 120_000, everyMs: 200, ...options },
  );
}

/** What is missing or too many among the links of pods; empty for a full mesh. */
export async function describeGaps(application: Application, pods: readonly PodObject[]): Promise<string> {
  const gaps = await Promise.all(
    pods.map(async (pod) => {
      const wanted = pods.filter((other) => other !== pod).map(nodeNameOf);
      const { connected_nodes: connected } = await readClustering(application, pod);
      const missing = wanted.filter((node) => !connected.includes(node));
      const surplus = connected.filter((node) => !wanted.includes(node));
      if (missing.length === 0 && surplus.length === 0) return '';
      return `${nodeNameOf(pod)} misses [${missing.join(', ')}] and has [${surplus.join(', ')}] too many`;
    }),
  );
  return gaps.filter((gap) => gap !== '').join('; ');
}

/** What is known of every pod, for whoever reads why a test failed. */
export async function describeApplication(application: Application, lines = 30): Promise<string> {
  const reports = (await application.allPods()).map(async (pod) => {
    const told = (read: Promise<unknown>) => read.catch((error: unknown) => String(error));
    const view = await told(readClustering(application, pod).then((clustering) => JSON.stringify(clustering)));
    const log = String(await told(application.logOf(pod))).trimEnd();
    const leaving = pod.metadata.deletionTimestamp === undefined ? '' : ', terminating';
    const state = `${pod.status.phase}${leaving}, ready: ${isReady(pod)}, restarts: ${restartsOf(pod)}`;
    const where = `${pod.status.podIP ?? 'no address'} on ${pod.spec.nodeName ?? 'no node'}`;
    const lastLines = log.split('\n').slice(-lines).join('\n    ');
    return `${pod.metadata.name} at ${where}, ${state}\n  sees ${String(view)}\n  last lines of its log:\n    ${lastLines}`;
  });
  return (await Promise.all(reports)).join('\n');
}
