import { setTimeout } from 'node:timers/promises';
import { reportError } from '../errors';
import type { Terminal } from '../terminal';

const intervalMilliseconds = 2000;

/** Repeats until Ctrl-C. An attempt that fails is printed, and the next one may succeed. */
export async function watch(terminal: Terminal, look: () => Promise<void>): Promise<void> {
  const interrupted = new AbortController();
  const stop = () => {
    interrupted.abort();
  };
  process.once('SIGINT', stop);
  try {
    while (!interrupted.signal.aborted) {
      await look().catch((error: unknown) => {
        terminal.exitCode = reportError(terminal, error);
      });
      await setTimeout(intervalMilliseconds, undefined, { signal: interrupted.signal }).catch(() => undefined);
    }
  } finally {
    process.removeListener('SIGINT', stop);
  }
}
