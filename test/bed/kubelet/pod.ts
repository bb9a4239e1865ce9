import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { PodTemplate } from '../../../lib/model/kubernetes';
import type { HttpReply, HttpRequest } from '../machine/http-client';
import type { Image } from '../machine/image';
import { Namespaces } from '../machine/namespaces';
import type { Network } from '../machine/network';
import type { Outcome } from '../machine/run';
import { pause } from '../wait';
import { resolveEnvironment, type Variables } from './environment';
import type { PodFacts } from './fields';
import { makeVolumes, printPodFiles } from './files';
import { runProbes } from './probing';
import { RunningContainer, type ExecOptions } from './running-container';
import type { Stored } from './secrets';

/** What the node gives to its pods. */
export interface Node {
  readonly namespaces: Namespaces;
  readonly network: Network;
  readonly dns: { readonly server: string; readonly domain: string };
  readonly send: (request: HttpRequest) => Promise<HttpReply>;
}

export interface PodSettings {
  readonly node: Node;
  readonly template: PodTemplate<string>;
  readonly facts: Omit<PodFacts, 'addresses'>;
  readonly image: Image;
  readonly secrets: Stored;
  /** Called when its readiness or its being there has changed. */
  readonly onChange: (pod: Pod) => void;
}

export interface Departure {
  readonly forced: boolean;
  readonly tookMs: number;
}

// The kubelet waits 10 s and more before it starts a container again; that would only make tests slower.
const restartPauseMs = 200;

/** A pod as the kubelet runs it: one container, started again whenever it ends, probed, and ended within its grace. */
export class Pod {
  ready = false;
  terminating = false;
  restarts = 0;
  private container: RunningContainer | undefined;
  private probing = new AbortController();

  private constructor(
    private readonly settings: PodSettings,
    private readonly namespaces: Namespaces,
    readonly facts: PodFacts,
    private readonly variables: Variables,
    private readonly folder: string,
  ) {}

  static async start(settings: PodSettings): Promise<Pod> {
    const { node, template, secrets } = settings;
    const { name, labels } = settings.facts;
    const namespaces = await Namespaces.make(['net', 'uts', 'ipc'], {
      inside: { of: node.namespaces, kinds: ['mount', 'pid'] },
      setUp: `hostname ${name}`,
    });
    const addresses = await node.network.attach(name, namespaces, labels);
    const facts = { ...settings.facts, addresses };
    const variables = resolveEnvironment(template.spec.containers[0], { pod: facts, secrets });
    const pod = new Pod(settings, namespaces, facts, variables, `/mnt/pods/${name}`);
    mkdirSync(pod.path(), { recursive: true });
    makeVolumes(pod.path('volumes'), template.spec, pod.facts);
    const files = Object.entries(printPodFiles(pod.facts, node.dns));
    for (const [file, text] of files) writeFileSync(pod.path(file), text);
    await pod.startContainer();
    return pod;
  }

  get name(): string {
    return this.facts.name;
  }

  get address(): string {
    return this.facts.addresses[0] ?? '';
  }

  /** A variable of its container. */
  variable(name: string): string {
    return this.variables.find(([known]) => known === name)?.[1] ?? '';
  }

  /** The network namespace's files and processes are read through this process of the machine. */
  get containerPid(): number {
    return this.running().pid;
  }

  /** All that its containers have printed. */
  readLog(): string {
    return readFileSync(this.path('log'), 'utf8');
  }

  /** Where this process finds a file of one of the pod's volumes. */
  volumePath(volume: string, file = ''): string {
    return this.path(`volumes/${volume}/${file}`);
  }

  exec(command: readonly string[], options: ExecOptions = {}): Promise<Outcome> {
    return this.running().exec(command, options);
  }

  /** Gets a path of the container's HTTP port, from the node. */
  get(path: string, port: number, timeoutMs = 5000): Promise<HttpReply> {
    return this.settings.node.send({ host: this.address, port, path, timeoutMs });
  }

  /** Kills the container's processes, as an out-of-memory kill does; the kubelet starts it again. */
  async crash(): Promise<void> {
    const container = this.running();
    container.signal('SIGKILL');
    await container.exited;
  }

  /** Deletes the pod: preStop, SIGTERM, and SIGKILL when its grace is over. */
  async terminate(): Promise<Departure> {
    const { terminationGracePeriodSeconds, containers } = this.settings.template.spec;
    const startedAt = Date.now();
    const deadline = startedAt + terminationGracePeriodSeconds * 1000;
    const container = this.leave();
    const preStop = containers[0].lifecycle?.preStop;
    if (preStop !== undefined) await container?.exec(preStop.exec.command, { timeoutMs: deadline - startedAt });
    container?.signal('SIGTERM');
    const exited = container?.exited.then(() => true);
    const inTime = (await Promise.race([exited, pause(deadline - Date.now()).then(() => false)])) ?? true;
    await this.remove();
    return { forced: !inTime, tookMs: Date.now() - startedAt };
  }

  /** Takes the pod away at once, as the loss of its node does. */
  async destroy(): Promise<void> {
    this.leave();
    await this.remove();
  }

  /** Stops caring for the pod, whose processes end otherwise. */
  abandon(): void {
    this.terminating = true;
    this.probing.abort();
  }

  private leave(): RunningContainer | undefined {
    this.abandon();
    this.settings.onChange(this);
    return this.container;
  }

  private async remove(): Promise<void> {
    this.container?.signal('SIGKILL');
    await this.container?.exited;
    await this.settings.node.network.detach(this.name);
    await this.namespaces.close();
  }

  private async startContainer(): Promise<void> {
    const { image, template, node } = this.settings;
    const [container] = template.spec.containers;
    const { fsGroup } = template.spec.securityContext;
    // The container runtime gives the host's name; everything else is the manifest's.
    const variables = [['HOSTNAME', this.name] as const, ...this.variables];
    const settings = { image, container, fsGroup, variables, folder: this.folder };
    const running = await RunningContainer.start(this.namespaces, settings, this.path());
    this.container = running;
    this.probing = new AbortController();
    void runProbes(
      {
        container,
        host: this.address,
        send: node.send,
        onReady: (ready) => this.setReady(ready),
        onUnhealthy: () => running.signal('SIGTERM'),
      },
      this.probing.signal,
    );
    void running.exited.then(() => this.restart()).catch((error: unknown) => this.complain(error));
  }

  private async restart(): Promise<void> {
    this.probing.abort();
    if (this.terminating) return;
    this.setReady(false);
    await pause(restartPauseMs);
    if (this.terminating) return;
    this.restarts += 1;
    await this.startContainer();
  }

  private setReady(ready: boolean): void {
    if (this.ready === ready) return;
    this.ready = ready;
    this.settings.onChange(this);
  }

  private complain(error: unknown): void {
    if (!this.terminating)
      appendFileSync(this.path('log'), `The kubelet could not start the container: ${String(error)}\n`);
  }

  private running(): RunningContainer {
    if (this.container === undefined) throw new Error(`The pod ${this.name} has no container yet.`);
    return this.container;
  }

  private path(file = ''): string {
    return this.settings.node.namespaces.path(`${this.folder}/${file}`);
  }
}
