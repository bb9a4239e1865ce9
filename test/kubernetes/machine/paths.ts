import { join } from 'node:path';
import { projectRoot } from '../../nodes/machine/toolchain';

/** Where everything is kept that takes long to get or to make; git ignores it. */
export const cacheFolder = join(projectRoot, '.cache/cluster');

/** The programs that are compiled here, `kubernetes`, `kubectl` and `pause` among them. */
export const programFolder = join(cacheFolder, 'bin');

/** What the hosts of a cluster print, a file for each service; kept when the command that ran with it failed. */
export function logFolder(cluster: string): string {
  return join(projectRoot, 'dist/cluster-logs', cluster);
}
