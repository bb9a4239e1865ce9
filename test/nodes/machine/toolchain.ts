import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { unpackDebian } from './debian';
import { withLock } from './lock';

export const projectRoot = join(__dirname, '../../..');
/** Where everything is kept that takes long to get or to make; git ignores it. */
export const cacheFolder = join(projectRoot, '.cache/bed');

/** The Elixir and OTP of the two worlds that the tests run in: Debian 12 and Debian 13. */
export const elixirVersions = ['1.14 with 25', '1.18 with 27'] as const;

/** An Elixir and an Erlang, and the root file system that they are in. */
export interface Toolchain {
  readonly name: string;
  readonly base: string;
  /** The command line that runs `command` there, in a folder of the project, whose path is the same as here. */
  readonly command: (folder: string, command: readonly string[]) => readonly string[];
}

/** The machine's own. */
export const machineToolchain: Toolchain = {
  name: 'machine',
  base: '/',
  command: (folder, command) => ['env', `--chdir=${folder}`, ...command],
};

const packages = [
  'dash',
  'coreutils',
  'libc-bin',
  'grep',
  'sed',
  'mawk',
  'findutils',
  'mount',
  'util-linux',
  'bsdutils',
  'erlang-base',
  'elixir',
  'libfaketime',
];

/** Debian 13's, Elixir 1.18 on OTP 27, in a root file system of its own. */
export async function unpackNewerToolchain(): Promise<Toolchain> {
  const name = 'debian-13';
  const folder = join(cacheFolder, name);
  mkdirSync(folder, { recursive: true });
  const base = await withLock(join(folder, 'unpack.lock'), () => unpackDebian('trixie', packages, folder));
  return { name, base, command: (below, command) => enterRoot(base, below, command) };
}

/** The one of scenarios that name none: the machine's own, or with `BED_TOOLCHAIN=newer` Debian 13's. */
export async function chosenToolchain(): Promise<Toolchain> {
  const { BED_TOOLCHAIN: choice = 'machine' } = process.env;
  if (choice === 'newer') return unpackNewerToolchain();
  if (choice === 'machine') return machineToolchain;
  throw new Error(`BED_TOOLCHAIN must be "machine" or "newer", got "${choice}".`);
}

/** In network and pid namespaces of its own, so that an epmd that is started there goes with the command. */
function enterRoot(base: string, folder: string, command: readonly string[]): readonly string[] {
  const setUp = [
    'ip link set lo up',
    `mkdir -p ${base}${projectRoot}`,
    `mount --bind ${projectRoot} ${base}${projectRoot}`,
    `mount -t proc proc ${base}/proc`,
    `mount --rbind /dev ${base}/dev`,
    `exec chroot ${base} env --chdir=${folder} HOME=/tmp "$@"`,
  ];
  const unshare = ['unshare', '--mount', '--net', '--pid', '--fork', '--kill-child=KILL'];
  return [...unshare, 'sh', '-ec', setUp.join('\n'), 'sh', ...command];
}
