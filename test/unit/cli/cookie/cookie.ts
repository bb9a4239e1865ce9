import { run } from '../../../../lib/cli/main';
import { startApiServer, type Answer, type Exec, type Request } from '../api-server';
import { memoryTerminal, type MemoryTerminalOptions } from '../memory-terminal';
import { listWorkloads } from '../objects';
import { SecretStore } from '../secret-store';

/** Two cookies that nothing is wrong with. */
export const given = 'Zx81kQm4VtY7pLw2RbN6cHd3';
export const older = 'Ha5sTq9WeJ2xUo7GvKz4MiPy';

export interface Setting extends MemoryTerminalOptions {
  readonly store?: SecretStore;
  readonly workloads?: Parameters<typeof listWorkloads>[0];
  readonly respond?: (request: Request) => Answer | undefined;
  readonly exec?: Exec;
}

/** Runs `cookie` against an API server that has the store's Secrets. */
export async function cookie(args: readonly string[], setting: Setting = {}) {
  const { store = new SecretStore(), workloads = [], respond, exec, ...options } = setting;
  const { terminal, stdout, stderr } = memoryTerminal(options);
  const server = await startApiServer(
    (request) => respond?.(request) ?? listWorkloads(workloads, request) ?? store.respond(request),
    exec,
  );
  try {
    const code = await run(['cookie', ...args, '--kubeconfig', server.kubeconfig], terminal);
    return { code, stdout: stdout(), stderr: stderr(), requests: server.requests };
  } finally {
    await server.stop();
    delete process.env['ERLANG_COOKIE'];
  }
}
