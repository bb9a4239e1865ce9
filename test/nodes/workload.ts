import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { PodTemplate } from '../../lib/model/kubernetes';
import type { Endpoint } from './dns/zone';
import { Pod, type Departure, type Node } from './kubelet/pod';
import type { Stored } from './kubelet/secrets';
import type { Image } from './machine/image';
import { replicasOf, type Printed } from './manifest';

export interface WorkloadSettings {
  readonly printed: Printed;
  readonly node: Node;
  readonly namespace: string;
  readonly image: Image;
  readonly secrets: Stored;
  readonly publish: (endpoints: readonly Endpoint[]) => Promise<void>;
}

/** What one pod has that the others have not. */
export type PodOverrides = Partial<Pick<WorkloadSettings, 'image' | 'secrets' | 'printed'>>;

/** The pods of the printed Deployment or StatefulSet, as its controller starts, names and removes them. */
export class Workload {
  private current: readonly Pod[] = [];
  private nextOrdinal = 0;

  constructor(private readonly settings: WorkloadSettings) {}

  /** The pods that are there and do not leave. */
  get pods(): readonly Pod[] {
    return this.current.filter(({ terminating }) => !terminating);
  }

  /** The first of the pods, as many as are asked for. */
  somePods<const N extends 1 | 2 | 3>(count: N): N extends 1 ? [Pod] : N extends 2 ? [Pod, Pod] : [Pod, Pod, Pod] {
    const pods = this.pods.slice(0, count);
    if (pods.length < count) throw new Error(`The bed has ${pods.length} pods, and ${count} are wanted.`);
    return pods as never;
  }

  /** Starts as many pods as the manifest has replicas, all at once. */
  async start(count: number = replicasOf(this.settings.printed)): Promise<readonly Pod[]> {
    return Promise.all(Array.from({ length: count }, () => this.startPod()));
  }

  async startPod(overrides: PodOverrides = {}): Promise<Pod> {
    const { node, namespace, printed, image, secrets } = { ...this.settings, ...overrides };
    const { template } = printed.workload.spec;
    const pod = await Pod.start({
      node,
      template,
      image,
      secrets,
      facts: {
        name: this.nextName(template),
        namespace,
        uid: randomUUID(),
        labels: template.metadata.labels,
        annotations: template.metadata.annotations,
        nodeName: 'bed',
        nodeAddress: '127.0.0.1',
      },
      onChange: () => {
        this.publish();
      },
    });
    this.current = [...this.current, pod];
    this.publish();
    return pod;
  }

  /** Deletes a pod and waits until it is gone. */
  async removePod(pod: Pod): Promise<Departure> {
    const departure = await pod.terminate();
    this.forget(pod);
    return departure;
  }

  /** Takes a pod away without a word to it, as the loss of its node does. */
  async losePod(pod: Pod): Promise<void> {
    await pod.destroy();
    this.forget(pod);
  }

  abandon(): void {
    for (const pod of this.current) pod.abandon();
  }

  private forget(pod: Pod): void {
    this.current = this.current.filter((other) => other !== pod);
    this.publish();
  }

  private publish(): void {
    const endpoints = this.current.map(({ facts, ready, terminating }) => ({
      name: facts.name,
      labels: facts.labels,
      addresses: facts.addresses,
      ready: ready && !terminating,
    }));
    // A bed that was closed meanwhile has no DNS any more.
    void this.settings.publish(endpoints).catch(() => undefined);
  }

  private nextName(template: PodTemplate<string>): string {
    const { kind, metadata } = this.settings.printed.workload;
    if (kind === 'StatefulSet') return `${metadata.name}-${this.nextOrdinal++}`;
    const hash = createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 10);
    return `${metadata.name}-${hash}-${randomBytes(3).toString('hex').slice(0, 5)}`;
  }
}
