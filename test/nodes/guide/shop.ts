import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vendorRuntime } from '../../../lib/cli/vendor-runtime';
import { applyBlock } from './apply-block';
import { readBlocks, type Block } from './blocks';

/** Writes the application of the guide into a folder: the generated one, with every block of the guide applied in order. */
export function writeShop(folder: string, blocks: readonly Block[] = readBlocks()): string {
  const shop = join(folder, 'shop');
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['shop', 'stand_ins']) cpSync(join(__dirname, part), join(folder, part), { recursive: true });
  for (const block of blocks) {
    if (block.file === undefined) continue;
    const path = join(shop, block.file);
    const text = applyBlock(block, existsSync(path) ? readFileSync(path, 'utf8') : undefined);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  vendorRuntime(join(shop, 'vendor/beam_cluster'));
  takeStandIns(join(shop, 'mix.exs'));
  return shop;
}

/** One package of stand-ins takes the place of all that come from Hex. */
function takeStandIns(file: string): void {
  const fromHex = /^ +\{:\w+, "[^"]+"\},?\n/gm;
  const text = readFileSync(file, 'utf8').replace(fromHex, '');
  writeFileSync(file, text.replace(/^( +)\{:beam_cluster, .*\},\n/m, '$&$1{:stand_ins, path: "../stand_ins"}\n'));
}
