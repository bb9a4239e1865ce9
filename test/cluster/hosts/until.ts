import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds, and says what it was that never did. */
export async function until(what: string, holds: () => Promise<boolean>, timeoutMs = 120_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come about within ${timeoutMs / 1000} s that ${what}.`);
    await sleep(200);
  }
}
