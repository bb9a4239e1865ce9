import type { Probe } from '../../../lib/model/kubernetes';
import type { HttpRequest } from '../machine/http-client';
import { runProbes } from './probing';

const timing = {
  initialDelaySeconds: 0,
  periodSeconds: 1,
  timeoutSeconds: 2,
  successThreshold: 1,
  failureThreshold: 1,
};

/** The first request of a readiness probe. */
async function firstRequest(action: Pick<Probe, 'httpGet' | 'tcpSocket'>): Promise<HttpRequest | undefined> {
  const stop = new AbortController();
  const sent: HttpRequest[] = [];
  await runProbes(
    {
      container: { readinessProbe: { ...timing, ...action } },
      host: '10.0.0.1',
      send: (request) => {
        sent.push(request);
        stop.abort();
        return Promise.resolve({ status: 200, body: '' });
      },
      onReady: () => undefined,
      onUnhealthy: () => undefined,
    },
    stop.signal,
  );
  return sent[0];
}

test('a probe sends the headers of the manifest, as the kubelet does', async () => {
  const httpHeaders = [{ name: 'Host', value: 'localhost' }];

  expect(await firstRequest({ httpGet: { path: '/up', port: 4000, scheme: 'HTTP', httpHeaders } })).toEqual({
    host: '10.0.0.1',
    port: 4000,
    path: '/up',
    headers: { Host: 'localhost' },
    timeoutMs: 2000,
  });
});

test('a probe of a port sends nothing', async () => {
  expect(await firstRequest({ tcpSocket: { port: 9100 } })).toEqual({ host: '10.0.0.1', port: 9100, timeoutMs: 2000 });
});
