import { cpSync, renameSync, symlinkSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { builtCheckout, tarball, workshop } from './folder';
import { succeed } from './run';

const checkout = resolve(__dirname, '../../..');

// What is made, and what has nothing to do with the package.
const leftOut = new Set(['node_modules', '.git', 'dist', '_build', 'deps', 'coverage', '.cache']);

/**
 * Packs a copy of the checkout with `npm pack`, which builds it first: what is tested is what is written now, and a build
 * in the checkout, which others may be using, is left alone.
 */
export async function packCheckout(): Promise<void> {
  cpSync(checkout, builtCheckout(), {
    recursive: true,
    filter: (source) => !leftOut.has(basename(source)) && relative(checkout, source) !== join('examples', 'elixir'),
  });
  symlinkSync(join(checkout, 'node_modules'), join(builtCheckout(), 'node_modules'), 'dir');
  const printed = await succeed(builtCheckout(), ['npm', 'pack', '--silent', '--pack-destination', workshop()]);
  const name = printed.trim().split('\n').at(-1) ?? '';
  renameSync(join(workshop(), name), tarball());
}
