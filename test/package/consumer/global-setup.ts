import { openWorkshop } from './workshop/folder';
import { packCheckout } from './workshop/pack';

/** Builds and packs once for all the files of the suite. */
async function setUp(): Promise<void> {
  openWorkshop();
  await packCheckout();
}

export = setUp;
