import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';

export type Kind = 'mount' | 'net' | 'pid' | 'ipc' | 'uts';

export interface Options {
  /** The namespaces that the new ones are made in; without, the machine's own. */
  readonly inside?: { readonly of: Namespaces; readonly kinds: readonly Kind[] };
  /** Shell commands that run in the new namespaces before they count as made. */
  readonly setUp?: string;
}

/**
 * Namespaces that a process of their own holds open. It lives as long as its standard input, which the kernel closes when
 * this process ends, however it ends; with a pid namespace everything that was started in it dies at that moment as well.
 */
export class Namespaces {
  private constructor(
    /** The holder, as the machine numbers it. */
    readonly pid: number,
    private readonly holder: ChildProcess & { readonly stdin: Writable },
  ) {}

  static async make(kinds: readonly Kind[], { inside, setUp = '' }: Options = {}): Promise<Namespaces> {
    // The machine's /proc, which these namespaces keep, shows the pid that nsenter and ip want. 128+13 of cat is no error.
    const script = `set -e\nread -r pid _ < /proc/self/stat\n${setUp}\necho "$pid"\nexec cat > /dev/null`;
    const fork = kinds.includes('pid') ? ['--fork', '--kill-child=KILL'] : [];
    const unshare = ['unshare', ...kinds.map((kind) => `--${kind}`), ...fork, 'sh', '-c', script];
    const [program = '', ...args] = inside === undefined ? unshare : inside.of.command(inside.kinds, unshare);
    const holder = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let complaint = '';
    holder.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    holder.stdin.on('error', () => undefined);
    const exit = once(holder, 'close');
    const line = await Promise.race([
      once(createInterface(holder.stdout), 'line').then(([text]) => String(text)),
      exit.then(() => undefined),
    ]);
    if (line === undefined) throw new Error(`The namespaces ${kinds.join(', ')} could not be made: ${complaint}`);
    return new Namespaces(Number(line), holder);
  }

  /** The command line that runs `command` in some of these namespaces. */
  command(kinds: readonly Kind[], command: readonly string[]): string[] {
    return ['nsenter', `--target=${this.pid}`, ...kinds.map((kind) => `--${kind}`), '--', ...command];
  }

  /** A path of the mount namespace, as this process reads it. */
  path(inside: string): string {
    return `/proc/${this.pid}/root${inside}`;
  }

  async close(): Promise<void> {
    if (this.holder.exitCode !== null || this.holder.signalCode !== null) return;
    const exit = once(this.holder, 'exit');
    this.holder.stdin.end();
    await exit;
  }
}
