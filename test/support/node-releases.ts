import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from '../nodes/machine/run';

/** The newest release of each line of Node that the tests run on, from oldest to newest. */
export const nodeReleases = ['20.20.2', '22.23.5', '24.22.3', '26.12.1'] as const;

export type NodeRelease = (typeof nodeReleases)[number];

const cache = resolve(__dirname, '../../.cache/node');

/** The line of a release: `20` for `20.20.2`. */
export function lineOf(release: string): string {
  return release.split('.')[0] ?? release;
}

/** The folder that has `node` in this release. The npm packages that carry its binaries are fetched once. */
export async function nodeFolder(release: NodeRelease): Promise<string> {
  const folder = join(cache, release, 'package/bin');
  if (!existsSync(folder)) await fetchRelease(release);
  return folder;
}

async function fetchRelease(release: NodeRelease): Promise<void> {
  const unfinished = join(cache, `${release}.${process.pid}`);
  mkdirSync(unfinished, { recursive: true });
  try {
    const name = `node-${process.platform}-${process.arch}`;
    const packed = await runCommand(['npm', 'pack', '--silent', `${name}@${release}`], {
      cwd: unfinished,
      timeoutMs: 600_000,
    });
    await runCommand(['tar', '-xzf', packed.trim(), 'package/bin'], { cwd: unfinished });
    rmSync(join(unfinished, packed.trim()));
    // Another run may have finished it meanwhile.
    if (!existsSync(join(cache, release))) renameSync(unfinished, join(cache, release));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
