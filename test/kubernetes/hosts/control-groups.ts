import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';
const prefix = 'beam-cluster-';

/** Whether the machine has a hierarchy for each controller, which is what the hosts are made for. */
export function hasControlGroups(): boolean {
  return existsSync(join(root, 'memory/tasks')) && existsSync(join(root, 'cpuset/tasks'));
}

// Without a share of their own, all pods together would have as much of the processors as one program beside them.
const podShares = 16 * 1024;

/** Makes the group below which the kubelet of a host makes those of its pods. A cluster has the number of its process as name. */
export function makeControlGroup(cluster: string, host: string): string {
  const group = `/${prefix}${cluster}/${host}`;
  for (const controller of presentControllers()) mkdirSync(join(root, controller, group), { recursive: true });
  // No process may enter a group that has no processors and no memory of its own.
  for (const path of [`/${prefix}${cluster}`, group]) {
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      writeFileSync(join(root, 'cpuset', path, file), readFileSync(join(root, 'cpuset', file)));
    }
    writeFileSync(join(root, 'cpu', path, 'cpu.shares'), String(podShares));
  }
  return group;
}

/** Removes the groups of a cluster, and those of clusters whose process has ended without doing so. */
export function removeControlGroups(cluster: string): void {
  for (const controller of presentControllers()) {
    const folder = join(root, controller);
    for (const entry of readdirSync(folder).filter((name) => name.startsWith(prefix))) {
      const owner = entry.slice(prefix.length);
      if (owner === cluster || !existsSync(`/proc/${owner}`)) removeTree(join(folder, entry));
    }
  }
}

// All that are mounted, the unified one too, because runc makes a container's groups in each of them.
function presentControllers(): readonly string[] {
  return readdirSync(root).filter((controller) => existsSync(join(root, controller, 'cgroup.procs')));
}

// The kernel removes a group only when it has no processes any more.
function removeTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(folder, entry.name));
  }
  try {
    rmdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
  }
}
