import { cpSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { builtCheckout, tarball } from './folder';
import { succeed } from './run';

const checkout = resolve(__dirname, '../../../..');

// What is made, and what has nothing to do with the package.
const leftOut = new Set(['node_modules', '.git', 'dist', '_build', 'deps', 'coverage', '.cache']);

/**
 * Packs a copy of the checkout with `npm pack`, which builds it first: what is tested is what is written now, and a build
 * in the checkout, which others may be using, is left alone.
 */
export async function packCheckout(): Promise<void> {
  await packCopy(builtCheckout(), tarball());
}

/** Packs a fresh copy, which may be made where new files and those of the checkout are for their owner alone. */
export async function packCopy(copy: string, target: string, { isPrivate = false } = {}): Promise<void> {
  cpSync(checkout, copy, {
    recursive: true,
    filter: (source) => !leftOut.has(basename(source)) && relative(checkout, source) !== join('examples', 'elixir'),
  });
  if (isPrivate) await succeed(copy, ['chmod', '-R', 'go=', '.']);
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'), 'dir');
  const destination = join(copy, 'packed');
  mkdirSync(destination);
  const pack = `${isPrivate ? 'umask 077 && ' : ''}npm pack --silent --pack-destination packed`;
  const printed = await succeed(copy, ['sh', '-c', pack]);
  const name = printed.trim().split('\n').at(-1) ?? '';
  renameSync(join(destination, name), target);
}
