import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { gateway } from '../../../test/kubernetes/hosts/addresses';
import { takeLine, type PodRecord } from '../records';

interface Caller {
  readonly socket: Socket;
  record?: PodRecord;
}

/** Where pods tell what happens in them. Nobody asks them anything; they end when their call is ended. */
export class Collector {
  private readonly callers = new Set<Caller>();
  private readonly waiting: (() => void)[] = [];

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.listen(socket);
    });
  }

  static async open(): Promise<Collector> {
    const server = createServer().listen(0, gateway);
    await once(server, 'listening');
    return new Collector(server);
  }

  /** The address and the port that pods call. */
  get address(): string {
    return `${gateway}:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the pods of a Deployment have reported. */
  recordsOf(deployment: string): readonly PodRecord[] {
    return this.callersOf(deployment).flatMap(({ record }) => (record === undefined ? [] : [record]));
  }

  /** Ends the VMs of a Deployment, and waits until they are gone. */
  async hangUp(deployment: string): Promise<void> {
    for (const { socket } of this.callersOf(deployment)) socket.end();
    await this.until(
      () => `the pods of ${deployment} to end.`,
      () => this.callersOf(deployment).length === 0,
      30_000,
    );
  }

  /** Waits for something that pods tell; `what` is for the error. */
  async until(what: () => string, holds: () => boolean, withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain for ${what()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deadline - Date.now() + 1);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  private callersOf(deployment: string): readonly Caller[] {
    return [...this.callers].filter(({ record }) => record?.pod.startsWith(`${deployment}-`) ?? false);
  }

  private listen(socket: Socket): void {
    const caller: Caller = { socket };
    this.callers.add(caller);
    createInterface(socket).on('line', (line) => {
      caller.record = takeLine(line, caller.record);
      this.wake();
    });
    // A VM that ends at once resets its connection.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.callers.delete(caller);
      this.wake();
    });
  }

  private wake(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }
}
