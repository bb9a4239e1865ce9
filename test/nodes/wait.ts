export interface WaitOptions {
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * Waits until `condition` gives something that is neither undefined nor false, and gives that. On a busy machine a VM takes
 * half a minute to boot.
 */
export async function waitFor<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  { withinMs = 60_000, everyMs = 50 }: WaitOptions = {},
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) break;
    await pause(everyMs);
  }
  const because = last instanceof Error ? ` The last try failed: ${last.message}` : '';
  throw new Error(`Waited ${withinMs / 1000} s in vain for: ${what}.${because}`);
}

/** Asserts that something stays true for a while; what it gives as text is the reason why it is not. */
export async function waitThrough(ms: number, complaint: () => string | undefined | Promise<string | undefined>) {
  const end = Date.now() + ms;
  do {
    const reason = await complaint();
    if (reason !== undefined)
      throw new Error(`It held for ${(ms - (end - Date.now())) / 1000} s of ${ms / 1000} s: ${reason}`);
    await pause(500);
  } while (Date.now() < end);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Whether something ends in that time. */
export async function endsWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, ms);
  });
  const ended = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return ended;
}
