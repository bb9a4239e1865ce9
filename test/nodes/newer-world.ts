import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cacheFolder, projectRoot, unpackNewerToolchain } from './machine/toolchain';

/** Runs a command in the runtime's folder with the newer Elixir and Erlang, and gives its exit code. */
export async function runInNewerWorld(command: readonly string[]): Promise<number> {
  const toolchain = await unpackNewerToolchain();
  const [program = '', ...args] = toolchain.command(join(projectRoot, 'runtime'), command);
  const build = { MIX_BUILD_PATH: join(cacheFolder, toolchain.name, 'runtime'), LANG: 'C.UTF-8' };
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, ...build } });
  return status ?? 1;
}

if (require.main === module) {
  const command = process.argv.slice(2);
  if (command.length === 0) {
    console.error('Say what to run, such as: npx tsx test/nodes/newer-world.ts mix test');
    process.exitCode = 64;
  } else {
    void runInNewerWorld(command).then((code) => (process.exitCode = code));
  }
}
