import type { Container, HttpGet, Probe } from '../../../lib/model/kubernetes';
import type { HttpReply, HttpRequest } from '../machine/http-client';
import { Thresholds, type Verdict } from './thresholds';

export interface Probed {
  readonly container: Pick<Container<string>, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;
  readonly host: string;
  readonly send: (request: HttpRequest) => Promise<HttpReply>;
  readonly onReady: (ready: boolean) => void;
  /** Called once: the kubelet then restarts the container. */
  readonly onUnhealthy: (probe: 'startup' | 'liveness') => void;
}

/** Runs the probes of a container until the signal: the startup probe first, and the others once it has succeeded. */
export async function runProbes(probed: Probed, signal: AbortSignal): Promise<void> {
  const { startupProbe, readinessProbe, livenessProbe } = probed.container;
  if (startupProbe !== undefined && (await firstVerdict(startupProbe, probed, signal)) !== 'success') {
    if (!signal.aborted) probed.onUnhealthy('startup');
    return;
  }
  if (readinessProbe === undefined) probed.onReady(true);
  await Promise.all([
    readinessProbe &&
      repeat(readinessProbe, probed, signal, (verdict) => {
        probed.onReady(verdict === 'success');
        return false;
      }),
    livenessProbe &&
      repeat(livenessProbe, probed, signal, (verdict) => {
        if (verdict === 'failure') probed.onUnhealthy('liveness');
        return verdict === 'failure';
      }),
  ]);
}

async function firstVerdict(probe: Probe, probed: Probed, signal: AbortSignal): Promise<Verdict | undefined> {
  let first: Verdict | undefined;
  await repeat(probe, probed, signal, (verdict) => {
    first = verdict;
    return true;
  });
  return first;
}

/** Probes in its period until the signal, or until `decide` says that it is enough. */
async function repeat(
  probe: Probe,
  { host, send }: Probed,
  signal: AbortSignal,
  decide: (verdict: Verdict) => boolean,
): Promise<void> {
  const thresholds = new Thresholds(probe);
  await sleep(probe.initialDelaySeconds * 1000, signal);
  while (!signal.aborted) {
    const nextAt = Date.now() + probe.periodSeconds * 1000;
    const verdict = thresholds.record(await probeOnce(probe, host, send));
    if (verdict !== undefined && !isOver(signal) && decide(verdict)) return;
    await sleep(nextAt - Date.now(), signal);
  }
}

async function probeOnce(probe: Probe, host: string, send: Probed['send']): Promise<Verdict> {
  const { httpGet, tcpSocket, timeoutSeconds } = probe;
  const port = httpGet?.port ?? tcpSocket?.port ?? 0;
  const asked = httpGet === undefined ? {} : { path: httpGet.path, headers: headersOf(httpGet) };
  try {
    const { status } = await send({ host, port, timeoutMs: timeoutSeconds * 1000, ...asked });
    return httpGet === undefined || (status >= 200 && status < 400) ? 'success' : 'failure';
  } catch {
    return 'failure';
  }
}

function headersOf({ httpHeaders = [] }: HttpGet): Readonly<Record<string, string>> {
  return Object.fromEntries(httpHeaders.map(({ name, value }) => [name, value]));
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) {
      resolve();
      return;
    }
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}

// A function, because the compiler believes that what it has once seen of a signal stays so.
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
