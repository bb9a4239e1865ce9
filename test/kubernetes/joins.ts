import { readApi } from './api';
import type { Application } from './application';
import { nodeNameOf } from './mesh';
import type { PodObject } from './objects';

/** When a pod came and was there for the others, as milliseconds since 1970. */
export interface Join {
  readonly pod: PodObject;
  /** The container's first process was made; Kubernetes itself tells whole seconds only. */
  readonly container: number;
  /** The VM had booted, and the application's runtime began to look for peers. */
  readonly runtime: number;
  /** The last of the others had logged that the node is connected. */
  readonly connected: number;
}

const ticksPerSecond = 100;
// The time of day, the seconds since the machine booted, and when in these the first process was made, in ticks.
const clocks = 'date +%s%3N; cut -d " " -f 1 /proc/uptime; cut -d " " -f 22 /proc/1/stat';
const runtimeStart = 'IO.puts(System.system_time(:millisecond) - BeamCluster.Observe.Readiness.uptime())';

/** Reads how a pod joined those that were there before it. */
export async function readJoin(application: Application, pod: PodObject, others: readonly PodObject[]): Promise<Join> {
  const printed = await application.exec(pod, ['sh', '-ec', clocks]);
  const [now = 0, uptime = 0, started = 0] = printed.trim().split('\n').map(Number);
  const runtime = Number(await application.exec(pod, ['bin/rsolv_api', 'rpc', runtimeStart]));
  const seen = await Promise.all(others.map((other) => readConnection(application, other, pod)));
  return {
    pod,
    container: Math.round(now - uptime * 1000 + (started * 1000) / ticksPerSecond),
    runtime,
    connected: Math.max(...seen),
  };
}

/** When a pod last logged that another one is connected; not a number when it never did. */
async function readConnection({ namespace }: Application, observer: PodObject, pod: PodObject): Promise<number> {
  const path = `/api/v1/namespaces/${namespace}/pods/${observer.metadata.name}/log?timestamps=true`;
  const lines = (await readApi(path)).split('\n');
  const line = lines.filter((text) => text.endsWith(`Node connected to cluster: ${nodeNameOf(pod)}`)).at(-1);
  return Date.parse(line?.split(' ')[0] ?? '');
}
