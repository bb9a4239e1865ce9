import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root } from '../measure/fresh-process';
import type { Hostility } from './hostile-pod';

/** Does something with the kubeconfig of a stand-in for an API server with so many pods, which may be hostile. */
export async function withStandIn<T>(
  pods: number,
  work: (kubeconfig: string) => Promise<T>,
  ...hostility: readonly Hostility[]
): Promise<T> {
  const args = ['--import', 'tsx', 'bench/operator/stand-in-api-server.ts', String(pods), ...hostility];
  const standIn = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(standIn, 'exit');
  try {
    for await (const kubeconfig of createInterface({ input: standIn.stdout })) return await work(kubeconfig);
    throw new Error('the stand-in for the API server did not start');
  } finally {
    standIn.stdin.end();
    await ended;
  }
}
