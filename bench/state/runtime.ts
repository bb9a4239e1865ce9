import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { root, runFresh } from '../measure/fresh-process';

const build = join(root, '.cache/bench-runtime');
let built = false;

/** Compiles the runtime once, as a release has it. */
function buildRuntime(): void {
  if (built) return;
  const env = { ...process.env, MIX_ENV: 'prod', MIX_BUILD_PATH: build, LANG: 'C.UTF-8' };
  const { status, stderr } = spawnSync('mix', ['compile'], { cwd: join(root, 'runtime'), env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`mix compile ended with ${status ?? 'a signal'}:\n${stderr}`);
  built = true;
}

/** The number that a script with the runtime prints, in a VM whose idle schedulers take no time of the processor. */
export function runScript(script: string, ...args: readonly string[]): number {
  buildRuntime();
  const flags = '+sbwt none +sbwtdcpu none +sbwtdio none';
  const path = join(build, 'lib/beam_cluster/ebin');
  const printed = runFresh('elixir', ['--erl', flags, '-pa', path, join(root, 'bench/state', script), ...args]);
  return Number(printed.trim().split('\n').at(-1));
}
