import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../nodes/machine/lock';
import { makeImages, type ImageArchive } from './images';
import { unpackNodeSoftware, type NodeSoftware } from './node-software';
import { cacheFolder } from './paths';
import { compilePrograms } from './programs';
import type { Progress } from './progress';

/** All that a cluster is made of, on this machine's disk. */
export interface Parts {
  readonly software: NodeSoftware;
  readonly images: readonly ImageArchive[];
}

/** Makes an image that is not one of the tests'. */
export type MakeImage = () => Promise<ImageArchive>;

/** Compiles, unpacks and packs what is not there yet: minutes on a new machine, a second afterwards. */
export async function prepareParts(progress: Progress, more: readonly MakeImage[] = []): Promise<Parts> {
  mkdirSync(cacheFolder, { recursive: true });
  return withLock(join(cacheFolder, 'prepare.lock'), async () => {
    await compilePrograms(progress);
    const software = await progress.step('unpacking containerd and runc', unpackNodeSoftware);
    const images = await progress.step('packing the images', async () => [
      ...(await makeImages()),
      ...(await Promise.all(more.map((make) => make()))),
    ]);
    removeOldArchives(images);
    return { software, images };
  });
}

const oneDayMs = 86_400_000;

// Archives of earlier releases; another cluster may have begun with one a moment ago.
function removeOldArchives(kept: readonly ImageArchive[]): void {
  for (const path of readdirSync(cacheFolder).map((entry) => join(cacheFolder, entry))) {
    const isOld = Date.now() - statSync(path).mtimeMs > oneDayMs;
    if (path.endsWith('.tar') && isOld && !kept.some(({ file }) => file === path)) rmSync(path);
  }
}
