import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { PodTemplate } from '../../../lib/model/kubernetes';
import type { HttpReply, HttpRequest } from '../machine/http-client';
import type { Image } from '../machine/image';
import { Namespaces } from '../machine/namespaces';
import type { Network } from '../machine/network';
import type { Outcome } from '../machine/run';
import { resolveEnvironment, type Variables } from './environment';
import type { PodFacts } from './fields';
import { makeVolumes, printPodFiles } from './files';
import type { ExecOptions } from './running-container';
import type { Stored } from './secrets';
import { SupervisedContainer } from './supervised-container';

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
  /** Called when its readiness has changed, or it begins to leave. */
  readonly onChange: () => void;
}

export interface Departure {
  readonly forced: boolean;
  readonly tookMs: number;
}

/** A pod as the kubelet runs it: an address and volumes that last as long as itself, and one container. */
export class Pod {
  terminating = false;

  private constructor(
    private readonly settings: PodSettings,
    private readonly namespaces: Namespaces,
    private readonly files: string,
    private readonly variables: Variables,
    private readonly container: SupervisedContainer,
    readonly facts: PodFacts,
  ) {}

  static async start(settings: PodSettings): Promise<Pod> {
    const { node, template, secrets, image, onChange } = settings;
    const { name, labels } = settings.facts;
    const inside = { of: node.namespaces, kinds: ['mount', 'pid'] } as const;
    const namespaces = await Namespaces.make(['net', 'uts', 'ipc'], { inside, setUp: `hostname ${name}` });
    const facts = { ...settings.facts, addresses: await node.network.attach(name, namespaces, labels) };

    const folder = `/mnt/pods/${name}`;
    const files = node.namespaces.path(folder);
    mkdirSync(files, { recursive: true });
    makeVolumes(`${files}/volumes`, template.spec, facts);
    for (const [file, text] of Object.entries(printPodFiles(facts, node.dns))) writeFileSync(`${files}/${file}`, text);

    const [container] = template.spec.containers;
    const { fsGroup } = template.spec.securityContext;
    // The container runtime gives the host's name; everything else is the manifest's.
    const variables = [['HOSTNAME', name] as const, ...resolveEnvironment(container, { pod: facts, secrets })];
    const supervised = await SupervisedContainer.start({
      pod: namespaces,
      container: { image, container, ...(fsGroup === undefined ? {} : { fsGroup }), variables, folder },
      files,
      host: facts.addresses[0] ?? '',
      graceMs: template.spec.terminationGracePeriodSeconds * 1000,
      send: node.send,
      onReadiness: onChange,
    });
    return new Pod(settings, namespaces, files, variables, supervised, facts);
  }

  get name(): string {
    return this.facts.name;
  }

  get address(): string {
    return this.facts.addresses[0] ?? '';
  }

  get ready(): boolean {
    return this.container.ready;
  }

  get restarts(): number {
    return this.container.restarts;
  }

  /** The container's pid 1, as the machine numbers it. */
  get containerPid(): number {
    return this.container.running.pid;
  }

  /** The release's command, whose first argument says what to do. */
  get command(): string {
    return this.settings.image.entrypoint[0] ?? '';
  }

  /** A variable of its container. */
  variable(name: string): string {
    return this.variables.find(([known]) => known === name)?.[1] ?? '';
  }

  /** All that its containers have printed. */
  readLog(): string {
    return readFileSync(`${this.files}/log`, 'utf8');
  }

  /** Where this process finds a file of one of the pod's volumes. */
  volumePath(volume: string, file = ''): string {
    return `${this.files}/volumes/${volume}/${file}`;
  }

  exec(command: readonly string[], options: ExecOptions = {}): Promise<Outcome> {
    return this.container.running.exec(command, options);
  }

  /** Gets a path of the container's HTTP port, from the node. */
  get(path: string, port: number, timeoutMs = 5000): Promise<HttpReply> {
    return this.settings.node.send({ host: this.address, port, path, timeoutMs });
  }

  /** Lets no process of the VM go on, as one that hangs; nothing but its end changes that. */
  hang(): void {
    this.container.running.signal('SIGSTOP');
  }

  /** Kills the container's processes, as an out-of-memory kill does; the kubelet starts it again. */
  async crash(): Promise<void> {
    const { running } = this.container;
    running.signal('SIGKILL');
    await running.exited;
  }

  /** Deletes the pod: preStop, SIGTERM, and SIGKILL when its grace is over. */
  async terminate(): Promise<Departure> {
    const startedAt = Date.now();
    this.leave();
    const inTime = await this.container.running.stop(this.settings.template.spec.terminationGracePeriodSeconds * 1000);
    await this.remove();
    return { forced: !inTime, tookMs: Date.now() - startedAt };
  }

  /** Takes the pod away at once, as the loss of its node does. */
  async destroy(): Promise<void> {
    // Before its processes end, so that none of them says so to anybody.
    await this.settings.node.network.setLink(this.name, 'down');
    this.leave();
    await this.remove();
  }

  /** Stops caring for the pod, whose processes end otherwise. */
  abandon(): void {
    this.terminating = true;
    this.container.abandon();
  }

  private leave(): void {
    this.abandon();
    this.settings.onChange();
  }

  private async remove(): Promise<void> {
    const { running } = this.container;
    running.signal('SIGKILL');
    await running.exited;
    await this.settings.node.network.detach(this.name);
    await this.namespaces.close();
  }
}
