import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { timed } from './stopwatch';

export const root = resolve(__dirname, '../..');

/** Runs a command of the project in a process of its own; returns what it printed. */
export function runFresh(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status ?? 'a signal'}:\n${stderr}`);
  return stdout;
}

/** Milliseconds of a whole command, its start included. */
export function timeCommand(program: string, args: readonly string[]): number {
  return timed(() => runFresh(program, args));
}

/** Milliseconds that modules take to load in a fresh Node, the start of Node left out. */
export function timeLoading(modules: readonly string[]): number {
  const load = `const start = process.hrtime.bigint();
    for (const name of ${JSON.stringify(modules)}) require(name);
    console.log(Number(process.hrtime.bigint() - start) / 1e6);`;
  return Number(runFresh(process.execPath, ['--eval', load]));
}
