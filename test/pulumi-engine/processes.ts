import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Running {
  readonly id: number;
  readonly command: string;
}

const oneMinuteMs = 60_000;

// Pulumi's own plugins look for their engine every five minutes, and end without one. The stand-ins end at once.
const slow = /\/pulumi-[a-z-]+$/;

/** Waits until all processes have ended that an engine with `mark` in its environment started. */
export async function whenEnded(mark: string): Promise<void> {
  const deadline = Date.now() + oneMinuteMs;
  let left = running(mark);
  while (left.length > 0) {
    if (Date.now() > deadline) throw new Error(`still running: ${left.map(({ command }) => command).join(', ')}`);
    if (left.every(({ command }) => slow.test(command))) left.forEach(end);
    await sleep(100);
    left = running(mark);
  }
}

/** The processes with a text in their environment. Those that end meanwhile, and those of others, cannot be read. */
export function running(mark: string): readonly Running[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => read(entry, 'environ').includes(mark))
    .map((entry) => ({ id: Number(entry), command: read(entry, 'cmdline').split('\0')[0] ?? '' }));
}

function read(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function end({ id }: Running): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has ended itself.
  }
}
