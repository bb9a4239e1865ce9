import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { wallTime } from './stopwatch';

export const root = resolve(__dirname, '../..');

/** Runs a command of the project in a process of its own; returns what it printed. */
export function runFresh(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status ?? 'a signal'}:\n${stderr}`);
  return stdout;
}

/** Milliseconds on the clock of a whole command, its start included. */
export function timeCommand(program: string, args: readonly string[]): number {
  return wallTime(() => runFresh(program, args));
}

/** Milliseconds of the processor that modules take to load in a fresh Node, the start of Node left out. */
export function timeLoading(modules: readonly string[]): number {
  const load = `const start = process.cpuUsage();
    for (const name of ${JSON.stringify(modules)}) require(name);
    const { user, system } = process.cpuUsage(start);
    console.log((user + system) / 1e3);`;
  return Number(runFresh(process.execPath, ['--eval', load]));
}
