import { pathOf, placeOf } from './api/path';
import { parseJson, statusIn } from './api/read-answer';
import { resources } from './api/resources';
import { CallError } from './call-error';
import type { Connection } from './connection';
import { explainProxy } from './known-words';
import { send, type Limits } from './send';

/** A node that works answers its probes in milliseconds, and one of a thousand has some 100 KiB to say. */
const podLimits: Limits = { seconds: 3, bytes: 256 * 2 ** 10 };

/** The JSON of a GET to a pod's port, through the API server; throws a `CallError` where it is not 2xx. */
export async function getJsonFromPod(
  connection: Connection,
  pod: string,
  port: number,
  path: string,
): Promise<unknown> {
  return parseJson(await getFromPod(connection, pod, port, path));
}

/** The body of a GET to a pod's port, through the API server; throws a `CallError` where it is not 2xx. */
export async function getFromPod(
  { namespace, server, credentials }: Connection,
  pod: string,
  port: number,
  path: string,
): Promise<string> {
  const proxy = pathOf([...placeOf(resources.pods, namespace), `${pod}:${port}`, 'proxy']);
  const call = { method: 'GET', path: proxy + pathBelow(path), ...podLimits } as const;
  const { status, body } = await send({ server, credentials }, call);
  if (status >= 200 && status <= 299) return body;
  // The pod itself may have written that, and in it whatever it knows.
  const reason = explainProxy(statusIn(body)?.message ?? '') ?? `HTTP ${status}`;
  throw new CallError({ trouble: 'refused', status, reason });
}

/** A path of a manifest, which cannot climb out of the pod. */
function pathBelow(path: string): string {
  const { pathname, search } = new URL(path.replace(/^\/*/, '/'), 'http://pod');
  const isOdd = /%2f|%5c|\\/i.test(pathname);
  if (isOdd)
    throw new CallError({ trouble: 'unexpected', reason: 'the manifest has a path with an encoded slash in it' });
  return pathname + search;
}
