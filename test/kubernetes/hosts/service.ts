import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Namespaces } from '../../nodes/machine/namespaces';
import { tryCommand } from '../../nodes/machine/run';

export interface ServiceSettings {
  readonly name: string;
  /** The file that gets what it prints. */
  readonly log: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const restartDelayMs = 1000;
/** All namespaces that a host has of its own. */
export const everything = ['mount', 'net', 'pid', 'uts', 'ipc'] as const;

/** A program that a host keeps running, as systemd does with `Restart=always`. */
export class Service {
  private wanted = true;
  private running = false;

  constructor(
    private readonly namespaces: Namespaces,
    private readonly settings: ServiceSettings,
  ) {
    this.launch();
  }

  /** Ends the program; it stays away until `start`. */
  async stop(): Promise<void> {
    this.wanted = false;
    await this.kill();
  }

  start(): void {
    this.wanted = true;
    this.launch();
  }

  /** Ends the program; it comes back by itself. */
  async kill(): Promise<void> {
    const kill = `kill -9 "$(cat ${this.pidFile})"`;
    await tryCommand(this.namespaces.command(everything, ['sh', '-c', kill]));
  }

  /** Gives up on the program, whose host ends with all that runs on it. */
  abandon(): void {
    this.wanted = false;
  }

  private get pidFile(): string {
    return `/run/${this.settings.name}.pid`;
  }

  private launch(): void {
    if (this.running) return;
    const { name, command, environment } = this.settings;
    const log = openSync(this.settings.log, 'a');
    // The number that the program has in its own pid namespace is the one by which it can be ended there.
    const script = `echo "$$" > ${this.pidFile}; exec "$@"`;
    const [program = '', ...args] = this.namespaces.command(everything, ['sh', '-c', script, name, ...command]);
    const child = spawn(program, args, { stdio: ['ignore', log, log], env: { ...process.env, ...environment } });
    closeSync(log);
    this.running = true;
    child.on('error', () => (this.running = false));
    child.on('exit', () => {
      this.running = false;
      setTimeout(() => {
        if (this.wanted) this.launch();
      }, restartDelayMs).unref();
    });
  }
}
