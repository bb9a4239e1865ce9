import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs something while no other process does it under the same lock, which the kernel frees if this process dies. */
export async function withLock<T>(path: string, action: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', [path, 'sh', '-c', 'echo; exec cat > /dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  try {
    return await action();
  } finally {
    holder.stdin.end();
  }
}
