import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { apiVariable } from '../../../test/kubernetes/api';
import type { EndpointSliceObject } from '../../../test/kubernetes/objects';

interface Change {
  readonly object: EndpointSliceObject;
}

/** Watches a Service's addresses come out, in the API and not by DNS, where looking would fill a cache. */
export class PublicationWatch {
  /** When the first address was out that DNS may give, in milliseconds of the machine's clock. */
  firstAt: number | undefined;
  private readonly stop = new AbortController();

  private constructor() {
    // Made by `open` alone.
  }

  static async open(namespace: string, service: string): Promise<PublicationWatch> {
    const watch = new PublicationWatch();
    const selector = encodeURIComponent(`kubernetes.io/service-name=${service}`);
    const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?watch=1&labelSelector=${selector}`;
    const { body } = await fetch(`${process.env[apiVariable] ?? ''}${path}`, { signal: watch.stop.signal });
    if (body === null) throw new Error(`The API server lets nobody watch ${path}.`);
    void watch.follow(body);
    return watch;
  }

  close(): void {
    this.stop.abort();
  }

  private async follow(body: ReadableStream): Promise<void> {
    try {
      for await (const line of createInterface(Readable.fromWeb(body))) {
        if (hasPublished((JSON.parse(line) as Change).object)) this.firstAt ??= Date.now();
      }
    } catch (error) {
      if (!this.stop.signal.aborted) throw error;
    }
  }
}

// As CoreDNS has it: what is not said to be unready is ready.
function hasPublished({ endpoints }: EndpointSliceObject): boolean {
  return (endpoints ?? []).some(({ conditions }) => conditions.ready !== false);
}
