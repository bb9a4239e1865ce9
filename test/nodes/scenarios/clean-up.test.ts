import { spawn } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from '../wait';

const projectRoot = join(__dirname, '../../..');
// Built in a process of its own, because what is to be shown is what happens when that is killed.
const program = `
  const { Bed } = require('./test/nodes/bed');
  Bed.open().then(async (bed) => {
    await bed.workload.start();
    console.log(bed.workload.pods.map((pod) => pod.containerPid).join(' '));
  });
`;

test('nothing of a bed is left after its process was killed', async () => {
  const owner = spawn(process.execPath, ['--require', 'tsx/cjs', '--eval', program], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(owner.stdout), 'line')) as [string];
  const namespaces = new Set(line.split(' ').map((pid) => readNamespace(pid, 'pid')));
  await waitFor('epmd to run beside each node', () => countProcesses(namespaces) >= 3 * namespaces.size);
  owner.kill('SIGKILL');
  await waitFor('all processes of the pods to end', () => countProcesses(namespaces) === 0);
}, 120_000);

function countProcesses(namespaces: ReadonlySet<string | undefined>): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => namespaces.has(readNamespace(pid, 'pid') ?? 'gone')).length;
}

function readNamespace(pid: string, kind: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return undefined;
  }
}
