import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeControlGroups } from './hosts/control-groups';
import { logFolder } from './machine/paths';
import { prepareParts, type MakeImage } from './machine/prepare';
import { Progress } from './machine/progress';

const usage = `Runs a command with a Kubernetes cluster of three nodes, which it makes and takes away again.

  npx tsx test/kubernetes/run.ts npx jest --selectProjects kubernetes
  npx tsx test/kubernetes/run.ts kubectl get nodes
  npx tsx test/kubernetes/run.ts bash

Where KUBECONFIG is set, the command runs with that cluster, and nothing is made.`;

/** Runs a command with a cluster, whose nodes have some more images if wanted, and gives its exit code. */
export async function runWithCluster(command: readonly string[], more: readonly MakeImage[] = []): Promise<number> {
  if (process.env['KUBECONFIG'] !== undefined) return run(command);
  const parts = await prepareParts(new Progress(), more);
  const folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  const partsFile = join(folder, 'parts.json');
  writeFileSync(partsFile, JSON.stringify(parts));
  const name = String(process.pid);
  try {
    const code = await run([...enclosure, process.execPath, '--import', 'tsx', inside, name, partsFile, ...command]);
    if (code === 0) rmSync(logFolder(name), { recursive: true, force: true });
    else console.error(`What the hosts of the cluster printed is in ${logFolder(name)}.`);
    return code;
  } finally {
    rmSync(folder, { recursive: true });
    removeControlGroups(name);
  }
}

const inside = join(__dirname, 'inside.ts');

// All that is started in there ends when this process does, however that ends. The shell, as pid 1, reaps the processes that have no other parent.
const enclosure = [
  ...['setpriv', '--pdeathsig', 'KILL'],
  ...['unshare', '--mount', '--net', '--pid', '--fork', '--kill-child=KILL', '--mount-proc', '--propagation=private'],
  ...['sh', '-c', '"$@"; exit $?', 'sh'],
];

function run([program = '', ...args]: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill('SIGKILL'));
    // The terminal tells the command as well, which knows best when it has cleaned up.
    process.on('SIGINT', () => undefined);
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

if (require.main === module) {
  const command = process.argv.slice(2);
  if (command.length === 0) {
    console.error(usage);
    process.exitCode = 64;
  } else {
    void runWithCluster(command).then((code) => (process.exitCode = code));
  }
}
