import { appendFileSync } from 'node:fs';
import type { HttpReply, HttpRequest } from '../machine/http-client';
import type { Namespaces } from '../machine/namespaces';
import { pause } from '../wait';
import { runProbes } from './probing';
import { RunningContainer } from './running-container';
import type { ContainerSettings } from './start-script';

export interface SupervisionSettings {
  readonly pod: Namespaces;
  readonly container: ContainerSettings;
  /** How this process reaches the pod's folder. */
  readonly files: string;
  readonly host: string;
  /** What a container has after SIGTERM. */
  readonly graceMs: number;
  readonly send: (request: HttpRequest) => Promise<HttpReply>;
  readonly onReadiness: () => void;
}

// The kubelet waits 10 s and more before it starts a container again; that would only make tests slower.
const restartPauseMs = 100;

/** A container that is probed, and started again whenever it ends, until it is abandoned. */
export class SupervisedContainer {
  ready = false;
  restarts = 0;
  private readonly abandoning = new AbortController();
  private probing = new AbortController();

  private constructor(
    private readonly settings: SupervisionSettings,
    /** What runs now, or ran last. */
    public running: RunningContainer,
  ) {
    this.watch();
  }

  static async start(settings: SupervisionSettings): Promise<SupervisedContainer> {
    return new SupervisedContainer(settings, await startOnce(settings));
  }

  /** Neither probes nor restarts it any more. */
  abandon(): void {
    this.abandoning.abort();
    this.probing.abort();
  }

  private watch(): void {
    const { running } = this;
    this.probing = new AbortController();
    const probed = {
      container: this.settings.container.container,
      host: this.settings.host,
      send: this.settings.send,
      onReady: (ready: boolean) => {
        this.setReady(ready);
      },
      onUnhealthy: () => {
        void running.stop(this.settings.graceMs);
      },
    };
    void runProbes(probed, this.probing.signal);
    void running.exited
      .then(() => this.restart())
      .catch((error: unknown) => {
        this.complain(error);
      });
  }

  private async restart(): Promise<void> {
    this.probing.abort();
    if (this.isAbandoned()) return;
    this.setReady(false);
    await pause(restartPauseMs);
    if (this.isAbandoned()) return;
    this.restarts += 1;
    this.running = await startOnce(this.settings);
    this.watch();
  }

  private isAbandoned(): boolean {
    return this.abandoning.signal.aborted;
  }

  private setReady(ready: boolean): void {
    if (this.ready === ready) return;
    this.ready = ready;
    this.settings.onReadiness();
  }

  private complain(error: unknown): void {
    if (this.isAbandoned()) return;
    appendFileSync(`${this.settings.files}/log`, `The kubelet could not start the container again: ${String(error)}\n`);
  }
}

function startOnce({ pod, container, files }: SupervisionSettings): Promise<RunningContainer> {
  return RunningContainer.start(pod, container, files);
}
