import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Kind, Namespaces } from './namespaces';

const projectRoot = join(__dirname, '../../..');

interface Envelope {
  readonly id: number;
  readonly reply?: unknown;
  readonly error?: string;
}

/** A TypeScript program of the bed that runs in other namespaces than the tests and answers them over a channel. */
export class SteeredProcess<Request, Reply> {
  private readonly waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>();
  private lastId = 0;

  private constructor(
    private readonly program: string,
    private readonly child: ChildProcess,
  ) {
    child.on('message', (envelope: Envelope) => {
      this.settle(envelope);
    });
    child.on('exit', (code, signal) => {
      this.fail(`has ended with ${code ?? signal}`);
    });
  }

  static start<Request, Reply>(program: string, namespaces: Namespaces, kinds: readonly Kind[]) {
    const node = [process.execPath, '--import', 'tsx', program];
    const [command = '', ...args] = namespaces.command(kinds, node);
    const child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    return new SteeredProcess<Request, Reply>(program, child);
  }

  ask(request: Request): Promise<Reply> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, request }, (error) => {
        if (error !== null) this.fail(error.message);
      });
    });
  }

  stop(): void {
    if (this.child.connected) this.child.disconnect();
  }

  private settle({ id, reply, error }: Envelope): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) waiting?.resolve(reply as Reply);
    else waiting?.reject(new Error(error));
  }

  private fail(reason: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(`The process ${this.program} ${reason}.`));
    this.waiting.clear();
  }
}

/** The other side: answers every request of the process that started this one, and ends with it. */
export function serveRequests(answer: (request: never) => unknown): void {
  process.on('message', (envelope: { readonly id: number; readonly request: never }) => {
    void respond(envelope.id, envelope.request);
  });
  process.on('disconnect', () => process.exit(0));

  async function respond(id: number, request: never): Promise<void> {
    try {
      process.send?.({ id, reply: await answer(request) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
    }
  }
}
