import { waitFor } from '../nodes/wait';
import { readApi } from './api';
import type { Application } from './application';
import type { PodObject } from './objects';

/** A link that a pod has logged as gone. */
export interface Loss {
  readonly at: string;
  readonly observer: PodObject;
  readonly node: string;
  /** `left`, or `lost` with the reason. */
  readonly manner: string;
}

/** The links that a pod lost since then, in the order of its log. */
export async function readLosses({ namespace }: Application, pod: PodObject, since: number): Promise<readonly Loss[]> {
  const path = `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}/log`;
  // The API server keeps its connection to a node that was without power: until it is reset, or unanswered for 45 s.
  const log = await waitFor(
    `the log of ${pod.metadata.name}`,
    () => readApi(`${path}?timestamps=true&sinceTime=${new Date(since).toISOString()}`),
    { everyMs: 200 },
  );
  return [...log.matchAll(/^(\S+) .*Node disconnected from cluster: (\S+) \((.*)\)$/gm)]
    .map(([, at = '', node = '', manner = '']) => ({ at, observer: pod, node, manner }))
    .filter(({ at }) => Date.parse(at) >= since);
}
