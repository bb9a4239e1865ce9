import { nodeFolder, nodeReleases } from '../../support/node-releases';
import { openWorkshop } from './workshop/folder';
import { packCheckout } from './workshop/pack';

/** Fetches each release of Node, and builds and packs the package, once for all the files of the suite. */
async function setUp(): Promise<void> {
  openWorkshop();
  await Promise.all(nodeReleases.map(nodeFolder));
  await packCheckout();
}

export = setUp;
