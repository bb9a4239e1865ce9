import { runtimePaths } from '../../model/contract';
import { attempt } from '../cluster/api-problem';
import type { Connection } from '../cluster/connection';
import { explainOutput } from '../cluster/known-words';
import { getFromPod, getJsonFromPod } from '../cluster/pod-get';
import { releaseShell } from '../cluster/release-shell';
import { runInPod } from '../cluster/run-in-pod';
import type { BeamWorkload } from '../cluster/workload';
import { readProgram } from '../package-files';
import type { NodeView } from './cluster-status';
import { readHealth } from './read-health';

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
  { ports: { http, probes }, healthPath }: BeamWorkload,
  pod: string,
): Promise<Answer> {
  const port = probes ?? http;
  if (port === undefined) return { notReached: 'no HTTP port in the manifest' };
  const [health, metrics] = await Promise.all([
    attempt(() => getJsonFromPod(connection, pod, port, healthPath)),
    attempt(() => getFromPod(connection, pod, port, runtimePaths.metrics)),
  ]);
  if (!health.ok) {
    // A network policy may keep the API server from a port that is only the kubelet's.
    const isSilent = probes === undefined && (health.trouble === 'unanswered' || health.trouble === 'unreachable');
    return { notReached: `GET ${healthPath}: ${health.reason}`, isSilent };
  }
  const view = readHealth(health.value, metrics.ok ? metrics.value : '');
  return view === undefined ? { notReached: `GET ${healthPath}: it does not mention clustering` } : { view };
}

async function askByRpc(connection: Connection, { container }: BeamWorkload, pod: string): Promise<Answer> {
  const result = await attempt(() => runInPod(connection, { pod, container }, rpcCommand(), rpcSeconds));
  if (!result.ok) return { notReached: `rpc: ${result.reason}` };
  const { stdout, stderr, exitCode } = result.value;
  const [health, ...metrics] = stdout.slice(Math.max(0, stdout.indexOf('{'))).split('\n');
  const view = readHealth(parse(health ?? ''), metrics.join('\n'));
  if (view !== undefined) return { view };
  const reason = explainOutput(`${stdout}\n${stderr}`) ?? `exit code ${exitCode}`;
  return { notReached: `rpc: ${reason}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The command that has a node run `health.exs`, for any container with a release. */
function rpcCommand(): readonly string[] {
  return ['sh', '-c', `${releaseShell()}\nexec "$release" rpc "$1"`, 'sh', readProgram('status/health.exs')];
}
