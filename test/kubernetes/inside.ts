import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kubernetes } from './hosts/kubernetes';
import { programFolder } from './machine/paths';
import { Progress } from './machine/progress';
import type { Parts } from './machine/prepare';
import { openSwitchboard, switchboardVariable } from './switchboard';

/** Starts a cluster in the namespaces of this process, runs a command with it, and gives its exit code. */
async function runInside(name: string, partsFile: string, command: readonly string[]): Promise<number> {
  // Credentials lie in memory that goes with the mount namespace.
  const folder = '/mnt/cluster';
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'mode=0700', 'cluster', '/mnt'], { stdio: 'inherit' });
  mkdirSync(folder, { recursive: true });
  // Memory is plenty and processors are few: Kubernetes and kubectl, which are Go, may collect garbage more seldom.
  process.env['GOGC'] ??= '400';
  const parts = JSON.parse(readFileSync(partsFile, 'utf8')) as Parts;
  const kubernetes = await Kubernetes.start(name, parts, folder, new Progress());
  const socket = join(folder, 'switchboard');
  const switchboard = await openSwitchboard(kubernetes, socket);
  const environment = {
    ...process.env,
    KUBECONFIG: kubernetes.kubeconfig,
    [switchboardVariable]: socket,
    PATH: `${programFolder}:${process.env['PATH'] ?? ''}`,
  };
  try {
    const [program = '', ...args] = command;
    return await new Promise((resolve, reject) => {
      const child = spawn(program, args, { stdio: 'inherit', env: environment });
      child.on('error', reject);
      child.on('exit', (code) => {
        resolve(code ?? 1);
      });
    });
  } finally {
    switchboard.close();
    await kubernetes.close();
  }
}

const [name = '', partsFile = '', ...command] = process.argv.slice(2);
runInside(name, partsFile, command).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
