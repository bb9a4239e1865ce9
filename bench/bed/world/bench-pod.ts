import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import type { Variables } from '../../../test/nodes/kubelet/environment';
import type { Namespaces } from '../../../test/nodes/machine/namespaces';

export interface BenchPodSettings {
  readonly name: string;
  readonly address: string;
  readonly namespaces: Namespaces;
  readonly command: string;
  readonly variables: Variables;
  /** Where its log goes. */
  readonly log: string;
  readonly onChange: () => void;
}

/** What a pod's VM has used so far. */
export interface Usage {
  readonly residentKb: number;
  readonly processorMs: number;
}

interface Answer {
  readonly resolve: (numbers: readonly number[]) => void;
  readonly reject: (error: Error) => void;
}

/** A VM with an address of its own, which tells by a line what happened and when; in between nobody asks it anything. */
export class BenchPod {
  booted = false;
  /** When its discovery started, in milliseconds of the machine's clock. */
  startedAt: number | undefined;
  /** Since when it has as many connections as it expects; undefined while it has not. */
  completeAt: number | undefined;
  private readonly answers: Answer[] = [];
  /** What it receives once it listens. */
  private readonly pending: string[] = [];
  private orders: Writable | undefined;

  constructor(private readonly settings: BenchPodSettings) {}

  get name(): string {
    return this.settings.name;
  }

  get address(): string {
    return this.settings.address;
  }

  get log(): string {
    return this.settings.log;
  }

  boot(): void {
    const { name, namespaces, variables, command, log } = this.settings;
    const machine = [`PATH=${process.env['PATH'] ?? ''}`, 'LANG=C.UTF-8', 'HOME=/', `HOSTNAME=${name}`];
    const assignments = [...machine, ...variables.map(([variable, value]) => `${variable}=${value}`)];
    const start = ['env', '-i', '--chdir=/', ...assignments, command, 'start'];
    const [program = '', ...args] = namespaces.command(['mount', 'net', 'pid', 'ipc', 'uts'], start);
    const errors = openSync(log, 'w');
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', errors] });
    const { stdin, stdout } = child;
    closeSync(errors);
    if (stdin === null || stdout === null) throw new Error(`${name} has no standard input and output.`);
    child.on('exit', (code, signal) => {
      for (const { reject } of this.answers.splice(0)) reject(new Error(`${name} has ended with ${code ?? signal}.`));
    });
    stdin.on('error', () => undefined);
    createInterface(stdout).on('line', (line) => {
      this.hear(line);
    });
    this.orders = stdin;
    for (const order of this.pending.splice(0)) this.say(order);
  }

  /** Says how many connections make it complete. */
  expect(connections: number): void {
    this.completeAt = undefined;
    this.say(`expect ${connections}`);
  }

  /** Starts a discovery, at a moment of the machine's clock or as soon as it has booted. */
  start(contender: string, at = 0): void {
    this.say(`start ${Math.round(at)} ${contender}`);
  }

  async measure(): Promise<Usage> {
    const [residentKb = NaN, processorMs = NaN] = await this.ask('measure');
    return { residentKb, processorMs };
  }

  /** How many connections it has lost. */
  async countLost(): Promise<number> {
    const [count = NaN] = await this.ask('lost');
    return count;
  }

  private ask(order: string): Promise<readonly number[]> {
    this.say(order);
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }));
  }

  private say(order: string): void {
    if (this.orders === undefined) this.pending.push(order);
    else this.orders.write(`${order}\n`);
  }

  private hear(line: string): void {
    const [word, ...values] = line.split(' ');
    const numbers = values.map(Number);
    const at = (numbers[0] ?? NaN) / 1000;
    if (word === 'booted') this.booted = true;
    else if (word === 'started') this.startedAt = at;
    else if (word === 'complete') this.completeAt = at;
    else if (word === 'incomplete') this.completeAt = undefined;
    else this.answers.shift()?.resolve(numbers);
    this.settings.onChange();
  }
}
