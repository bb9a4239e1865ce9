import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { root } from '../measure/fresh-process';
import type { Answer, Answers, Order } from './order';

let opened: BenchCluster | undefined;

/** Has an order obeyed in the cluster of this run, which is made for the first one. */
export async function obeyed<O extends Order>(order: O): Promise<Answers[O['do']]> {
  opened ??= new BenchCluster();
  return (await opened.obey(order)) as Answers[O['do']];
}

/** Takes the cluster of this run away, if one was made. */
export async function closeCluster(): Promise<void> {
  await opened?.close();
  opened = undefined;
}

/** A Kubernetes of three nodes, which goes when this process does, however it ends. Obeys one order at a time. */
class BenchCluster {
  private readonly process: ChildProcessByStdio<Writable, Readable, null>;
  private readonly ended: Promise<void>;
  private answer: ((answer: Answer) => void) | undefined;

  constructor() {
    // The bench makes DNS fail and needs its own image on the nodes, which a given cluster has not.
    const env = { ...process.env };
    delete env['KUBECONFIG'];
    const args = ['--import', 'tsx', join(__dirname, 'run.ts')];
    this.process = spawn(process.execPath, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.process.stdin.on('error', () => undefined);
    createInterface(this.process.stdout).on('line', (line) => {
      this.answer?.(JSON.parse(line) as Answer);
    });
    this.ended = once(this.process, 'exit').then(([code]) => {
      this.answer?.({ error: `The cluster has ended with ${String(code)}; see above why.` });
    });
  }

  async obey(order: Order): Promise<unknown> {
    if (this.process.exitCode !== null) throw new Error('The cluster has ended; see above why.');
    const { result, error } = await new Promise<Answer>((resolve) => {
      this.answer = resolve;
      this.process.stdin.write(`${JSON.stringify(order)}\n`);
    });
    if (error !== undefined) throw new Error(error);
    return result;
  }

  async close(): Promise<void> {
    this.process.stdin.end();
    await this.ended;
  }
}
