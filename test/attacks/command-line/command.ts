import { run } from '../../../lib/cli/main';
import { startApiServer, type Exec, type Request, type Respond } from '../../unit/cli/api-server';
import { memoryTerminal, type MemoryTerminalOptions } from '../../unit/cli/memory-terminal';
import { answerOf, secretName, type World } from './world';

/** A command, and how its tests are called. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly line: string;
}

const lineOf = (args: readonly string[]): CommandLine => ({ args, line: args.join(' ') });

/** Every command that asks a cluster, with the options that make it print or do something else. */
export const commands: readonly CommandLine[] = [
  ['status'],
  ['status', '--json'],
  ['doctor'],
  ['doctor', '--json'],
  ['cookie'],
  ['cookie', 'another-secret', '--json'],
  ['cookie', '--rotate', '--yes'],
  ['cookie', '--rotate', '--yes', '--json'],
  ['cookie', secretName, '--verify'],
  ['cookie', secretName, '--verify', '--json'],
].map(lineOf);

/** Those that also restart pods, and wait until all of them are new. */
export const restarting: readonly CommandLine[] = [
  ['cookie', '--rotate', '--yes', '--restart', 'together'],
  ['cookie', '--rotate', '--yes', '--restart', 'rolling'],
].map(lineOf);

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly requests: readonly Request[];
}

export interface Setting extends MemoryTerminalOptions {
  /** Takes over where it answers. */
  readonly respond?: Respond;
  readonly exec?: Exec;
}

/** Runs a command on a world. */
export async function runOn(world: World, args: readonly string[], setting: Setting = {}): Promise<Ran> {
  const { respond, exec, ...terminalOptions } = setting;
  const { terminal, stdout, stderr } = memoryTerminal(terminalOptions);
  const server = await startApiServer((request) => respond?.(request) ?? answerOf(world, request), exec ?? world.exec);
  try {
    const code = await run([...args, '--kubeconfig', server.kubeconfig], terminal);
    return { code, stdout: stdout(), stderr: stderr(), requests: server.requests };
  } finally {
    await server.stop();
  }
}
