import { dirname } from 'node:path';
import { describeImage } from '../../test/nodes/machine/image';
import { packImage, type ImageArchive } from '../../test/kubernetes/machine/images';
import { theRelease } from '../bed/world/release';

/** The image in which all contenders are. */
export const benchImage = 'localhost/bench-node:1.0.0';

/** Makes its archive: the release of `bench/bed/node`, on the Debian of the tests' images. */
export async function makeBenchImage(): Promise<ImageArchive> {
  const command = await theRelease();
  return packImage(benchImage, 'bookworm', describeImage('/', dirname(dirname(command)), 'bench_node'));
}
