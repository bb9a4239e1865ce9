import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackDebian } from '../../nodes/machine/debian';
import type { Image } from '../../nodes/machine/image';
import { buildImage } from '../../nodes/machine/release';
import { runCommand } from '../../nodes/machine/run';
import { machineToolchain, unpackNewerToolchain, type Toolchain } from '../../nodes/machine/toolchain';
import { cacheFolder, programFolder } from './paths';

/** An archive that `ctr images import` reads, and the name that its image has then. */
export interface ImageArchive {
  readonly name: string;
  readonly file: string;
}

/** What the founding example's manifest names; on Erlang/OTP 25. */
export const foundingImage = 'ghcr.io/rsolv/rsolv-api:1.0.0';
/** The same application, built with Erlang/OTP 27. */
export const newerImage = 'ghcr.io/rsolv/rsolv-api:1.1.0';
export const pauseImage = 'localhost/pause:1';

// What an image has besides the release: a shell, the usual commands, `nslookup` and the libraries of Erlang.
const common = [
  'dash',
  'coreutils',
  'libc-bin',
  'grep',
  'sed',
  'mawk',
  'busybox',
  'ncurses-base',
  'libstdc++6',
  'zlib1g',
  'libsystemd0',
];
const bases = {
  bookworm: [...common, 'libtinfo6', 'libncurses6', 'libssl3'],
  trixie: [...common, 'libtinfo6', 'libncurses6', 'libssl3t64'],
} as const;
type Suite = keyof typeof bases;

/** Makes the archives of all images that the tests use, since no registry is asked. */
export async function makeImages(): Promise<readonly ImageArchive[]> {
  return [
    await makePause(),
    await makeApplication(foundingImage, 'bookworm', machineToolchain),
    await makeApplication(newerImage, 'trixie', await unpackNewerToolchain()),
  ];
}

async function makePause(): Promise<ImageArchive> {
  const folder = mkdtempSync(join(cacheFolder, 'pause-'));
  try {
    cpSync(join(programFolder, 'pause'), join(folder, 'pause'));
    const layer = await packLayer(folder, '/');
    return await writeArchive(pauseImage, [layer], { Entrypoint: ['/pause'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function makeApplication(name: string, suite: Suite, toolchain: Toolchain): Promise<ImageArchive> {
  return packImage(name, suite, await buildImage(toolchain));
}

/** Makes the archive of a release, on a Debian with the Erlang that the release was built with. */
export async function packImage(name: string, suite: Suite, image: Image): Promise<ImageArchive> {
  const folder = join(cacheFolder, suite);
  mkdirSync(folder, { recursive: true });
  const base = await unpackDebian(suite, bases[suite], folder);
  for (const applet of ['nslookup', 'nc', 'wget', 'vi']) {
    await runCommand(['ln', '-sfn', 'busybox', join(base, 'usr/bin', applet)]);
  }
  const layers = [await packLayer(base, '/'), await packLayer(image.release, image.workingDir)];
  const env = Object.entries({ ...image.env, HOME: '/' }).map(([key, value]) => `${key}=${value}`);
  return writeArchive(name, layers, { Env: env, WorkingDir: image.workingDir, Entrypoint: image.entrypoint });
}

/** Packs a folder as the layer that puts its files below a path; the same files give the same layer. */
async function packLayer(folder: string, target: string): Promise<string> {
  const layers = join(cacheFolder, 'layers');
  mkdirSync(layers, { recursive: true });
  const known = join(layers, createHash('sha256').update(`${folder} ${target}`).digest('hex').slice(0, 16));
  const isFixed = folder.includes('/root-') || folder.includes('/releases/');
  if (isFixed && existsSync(known)) return known;
  const order = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  // Not of symbolic links: these mean the same path in the image as here.
  const place = ['--transform', `flags=rSh;s,^\\.,.${target === '/' ? '' : target},`];
  await runCommand(['tar', '-C', folder, ...order, ...place, '-cf', `${known}.new`, '.'], { timeoutMs: 300_000 });
  renameSync(`${known}.new`, known);
  return known;
}

async function writeArchive(name: string, layers: readonly string[], config: object): Promise<ImageArchive> {
  const digests = layers.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'));
  const description = JSON.stringify({
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    created: '1970-01-01T00:00:00Z',
    config,
    rootfs: { type: 'layers', diff_ids: digests.map((digest) => `sha256:${digest}`) },
  });
  const key = createHash('sha256').update(description).digest('hex').slice(0, 16);
  const file = join(cacheFolder, `${name.replace(/\W+/g, '-')}.${key}.tar`);
  if (existsSync(file)) return { name, file };
  const folder = mkdtempSync(join(cacheFolder, 'image-'));
  try {
    const names = digests.map((digest) => `${digest}.tar`);
    layers.forEach((layer, index) => {
      cpSync(layer, join(folder, names[index] ?? ''));
    });
    writeFileSync(join(folder, 'config.json'), description);
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify([{ Config: 'config.json', RepoTags: [name], Layers: names }]),
    );
    await runCommand(['tar', '-C', folder, '-cf', `${file}.new`, 'manifest.json', 'config.json', ...new Set(names)]);
    renameSync(`${file}.new`, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { name, file };
}
