import { attempt } from '../cluster/api-problem';
import type { Connection } from '../cluster/connection';
import { getFromPod } from '../cluster/pod-get';
import { runInPod } from '../cluster/run-in-pod';
import type { BeamWorkload } from '../cluster/workload';
import type { NodeView } from './cluster-status';
import { readHealth } from './read-health';
import { rpcCommand } from './rpc-command';

export type Answer = { readonly view: NodeView } | { readonly notReached: string; readonly isSilent?: boolean };

// `rpc` boots a VM in the pod, which takes a second or two of a CPU.
const rpcSeconds = 8;

/**
 * What the node of a pod says: by its `/health` and `/metrics`, else by `rpc` of its release. One that takes a request and
 * does not answer is not asked again, since `rpc` would hang as well, and for longer.
 */
export async function askNode(connection: Connection, workload: BeamWorkload, pod: string): Promise<Answer> {
  const byHttp = await askByHttp(connection, workload, pod);
  if ('view' in byHttp || byHttp.isSilent === true) return byHttp;
  const byRpc = await askByRpc(connection, workload, pod);
  return 'view' in byRpc ? byRpc : { notReached: `${byHttp.notReached}; ${byRpc.notReached}` };
}

async function askByHttp(
  connection: Connection,
  { ports: { http }, healthPath }: BeamWorkload,
  pod: string,
): Promise<Answer> {
  if (http === undefined) return { notReached: 'no HTTP port in the manifest' };
  const get = (path: string) => attempt(() => getFromPod(connection, pod, http, path));
  const [health, metrics] = await Promise.all([get(healthPath), get('/metrics')]);
  if (!health.ok) {
    return { notReached: `GET ${healthPath}: ${health.reason}`, isSilent: health.status === undefined };
  }
  const view = readHealth(health.value, metrics.ok && typeof metrics.value === 'string' ? metrics.value : '');
  return view === undefined ? { notReached: `GET ${healthPath}: it says nothing of clustering` } : { view };
}

async function askByRpc(connection: Connection, { container }: BeamWorkload, pod: string): Promise<Answer> {
  const result = await attempt(() => runInPod(connection, { pod, container }, rpcCommand, rpcSeconds));
  if (!result.ok) return { notReached: `rpc: ${result.reason}` };
  const { stdout, stderr, exitCode } = result.value;
  const [health, ...metrics] = stdout.slice(Math.max(0, stdout.indexOf('{'))).split('\n');
  const view = readHealth(parse(health ?? ''), metrics.join('\n'));
  if (view !== undefined) return { view };
  const said = stderr.trim().split('\n').pop() ?? '';
  return { notReached: `rpc: ${said === '' ? `exit code ${exitCode}` : said}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
