import { readFileSync } from 'node:fs';

/**
 * Calls back when the parent of this process is gone. A worker of the test runner outlives a killed runner by as long as its
 * test takes, and its events do not reach the code of tests.
 */
export function watchParent(onGone: () => void): () => void {
  const parent = readParent();
  const timer = setInterval(() => {
    if (readParent() === parent) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function readParent(): string {
  return /^PPid:\t(\d+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
}
