import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Namespaces } from '../machine/namespaces';
import { tryCommand, type Outcome, type RunOptions } from '../machine/run';
import { endsWithin } from '../wait';
import { enterContainer, printStartScript, type ContainerSettings } from './start-script';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ExecOptions extends RunOptions {
  /** Gives the command a terminal of the pod, as `kubectl exec --tty` does. */
  readonly tty?: boolean;
}

// What the kubelet gives a container after SIGTERM, even when preStop has taken all of its grace.
const leastTermMs = 2000;
const shared = ['mount', 'net', 'pid', 'ipc', 'uts'] as const;

/** A container that was started in a pod's namespaces: its entrypoint is pid 1 of a pid namespace of its own. */
export class RunningContainer {
  private constructor(
    /** The entrypoint, as the machine numbers it. */
    readonly pid: number,
    readonly exited: Promise<Exit>,
    private readonly settings: ContainerSettings,
  ) {}

  /** Starts it in the pod's namespaces; `files` is how this process reaches the pod's folder. */
  static async start(pod: Namespaces, settings: ContainerSettings, files: string): Promise<RunningContainer> {
    writeFileSync(`${files}/start.sh`, printStartScript(settings), { mode: 0o600 });
    const unshare = ['unshare', '--mount', '--pid', '--fork', '--kill-child=KILL', 'sh', `${settings.folder}/start.sh`];
    const [program = '', ...args] = pod.command(shared, unshare);
    const log = openSync(`${files}/log`, 'a');
    const child = spawn(program, args, { stdio: ['ignore', log, log, 'pipe'] });
    closeSync(log);
    const exited = new Promise<Exit>((resolve) =>
      child.on('exit', (code, signal) => {
        resolve({ code, signal });
      }),
    );
    const pid = await readPid(child);
    if (pid === undefined)
      throw new Error(
        `The container "${settings.container.name}" did not start: ${readFileSync(`${files}/log`, 'utf8')}`,
      );
    return new RunningContainer(pid, exited, settings);
  }

  /** Runs a command in the container, as `kubectl exec` does. */
  exec(command: readonly string[], { tty = false, ...options }: ExecOptions = {}): Promise<Outcome> {
    // A container runtime that gives a terminal sets TERM as well.
    const typed = ['script', '--quiet', '--return', '--command', `TERM=xterm exec ${command.join(' ')}`, '/dev/null'];
    const inside = enterContainer(this.settings, tty ? typed : command);
    const nsenter = ['nsenter', `--target=${this.pid}`, ...shared.map((kind) => `--${kind}`), '--'];
    return tryCommand([...nsenter, ...inside], options);
  }

  /** preStop, SIGTERM, and SIGKILL when the grace for both is over; tells whether it had ended by then. */
  async stop(graceMs: number): Promise<boolean> {
    const startedAt = Date.now();
    const { preStop } = this.settings.container.lifecycle ?? {};
    if (preStop !== undefined) await this.exec(preStop.exec.command, { timeoutMs: graceMs });
    this.signal('SIGTERM');
    const inTime = await endsWithin(this.exited, Math.max(startedAt + graceMs - Date.now(), leastTermMs));
    this.signal('SIGKILL');
    await this.exited;
    return inTime;
  }

  signal(signal: NodeJS.Signals): void {
    try {
      process.kill(this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

// The helpers around the container keep the channel open as well, so that its end is no sign.
async function readPid(child: ChildProcess): Promise<number | undefined> {
  for await (const line of createInterface(child.stdio[3] as Readable)) return Number(line);
  return undefined;
}
