import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../../lib/cli/main';
import { found, startApiServer, type Answer, type Exec, type Request } from '../api-server';
import { memoryTerminal, type MemoryTerminalOptions } from '../memory-terminal';

/** What a real cluster answered; `record.ts` makes them. */
export type Recording = 'healthy' | 'stuck-rollout' | 'split' | 'draining';

interface Recorded {
  readonly recordedAt: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

export interface ReplayOptions extends MemoryTerminalOptions {
  /** Takes over where it answers. */
  readonly respond?: (request: Request) => Answer | undefined;
  readonly exec?: Exec;
}

/** Runs a command on a recorded cluster, at the time of the recording. */
export async function replay(recording: Recording, args: readonly string[], options: ReplayOptions = {}) {
  const { recordedAt, answers } = JSON.parse(readFileSync(join(__dirname, `${recording}.json`), 'utf8')) as Recorded;
  const { respond, exec, ...terminalOptions } = options;
  const { terminal, stdout, stderr } = memoryTerminal(terminalOptions);
  const server = await startApiServer((request) => {
    const answer = answers[request.path];
    return respond?.(request) ?? (answer === undefined ? undefined : found(answer));
  }, exec);
  const realNow = Date.now.bind(Date);
  Date.now = () => new Date(recordedAt).getTime();
  try {
    const code = await run([...args, '--kubeconfig', server.kubeconfig], terminal);
    return { code, stdout: stdout(), stderr: stderr(), requests: server.requests };
  } finally {
    Date.now = realNow;
    await server.stop();
  }
}
