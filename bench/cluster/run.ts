import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../test/nodes/machine/lock';
import { runWithCluster } from '../../test/kubernetes/run';
import { root } from '../measure/fresh-process';
import { makeBenchImage } from './image';

/** Obeys orders from the standard input in a cluster of its own, one bench at a time. */
async function runBenchCluster(): Promise<number> {
  const folder = join(root, '.cache/bench');
  mkdirSync(folder, { recursive: true });
  const obey = [process.execPath, '--import', 'tsx', join(__dirname, 'inside/main.ts')];
  return withLock(join(folder, 'cluster.lock'), () => runWithCluster(obey, [makeBenchImage]));
}

void runBenchCluster().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
