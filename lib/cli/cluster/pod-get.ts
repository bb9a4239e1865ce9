import type { Connection } from './connection';

/** The body of a GET to a pod's port, through the API server; throws what the client throws where it is not 2xx. */
export async function getFromPod(
  { proxy, namespace }: Connection,
  pod: string,
  port: number,
  path: string,
): Promise<unknown> {
  return proxy.connectGetNamespacedPodProxyWithPath({
    name: `${pod}:${port}`,
    namespace,
    path: path.replace(/^\//, ''),
  });
}
