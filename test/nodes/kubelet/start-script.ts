import type { Container } from '../../../lib/model/kubernetes';
import type { Image } from '../machine/image';
import type { Variables } from './environment';

export interface ContainerSettings {
  readonly image: Image;
  readonly container: Container<string>;
  readonly fsGroup?: number;
  readonly variables: Variables;
  /** The pod's folder, as the node sees it: with the files of the kubelet, and its volumes under `volumes`. */
  readonly folder: string;
}

/**
 * The shell script that is pid 1 of a container until the image's entrypoint takes its place. It runs as root in mount and
 * pid namespaces of its own, builds the root file system under `/mnt/root`, and gives everything up before it goes on.
 */
export function printStartScript(settings: ContainerSettings): string {
  const { image, container, folder } = settings;
  const readOnlyRoot = container.securityContext.readOnlyRootFilesystem;
  const command = [...(container.command ?? image.entrypoint), ...(container.args ?? [])];
  return [
    'set -eu',
    'read -r pid _ < /proc/self/stat; echo "$pid" >&3; exec 3>&-',
    'mount -t tmpfs -o mode=0755 root /mnt/root',
    'cd /mnt/root',
    `mkdir -p etc/alternatives proc sys dev tmp var ${relative(image.workingDir)}`,
    ...['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32', 'usr'].map((name) => shareFolder(image.base, name)),
    ...['passwd', 'group', 'nsswitch.conf', 'ld.so.cache', 'alternatives'].map((name) =>
      copyFile(image.base, `etc/${name}`),
    ),
    ...['resolv.conf', 'hosts', 'hostname'].map((name) => `cp ${quote(`${folder}/${name}`)} etc/`),
    ...bind(image.release, image.workingDir, true),
    'mount -t proc proc proc',
    ...devices,
    ...container.volumeMounts.flatMap(({ name, mountPath, readOnly }) =>
      bind(`${folder}/volumes/${name}`, mountPath, readOnly === true),
    ),
    ...(readOnlyRoot ? ['mount -o remount,ro root /mnt/root'] : []),
    'cd /mnt/root; pivot_root . .; umount -l .',
    `exec ${printCommand(settings, command)}`,
    '',
  ].join('\n');
}

/** The command line that runs `command` inside the container with the container's user, rights and variables. */
export function enterContainer(settings: ContainerSettings, command: readonly string[]): readonly string[] {
  return ['sh', '-c', `exec ${printCommand(settings, command)}`];
}

function printCommand({ image, container, fsGroup, variables }: ContainerSettings, command: readonly string[]): string {
  const setpriv = giveUpRights(container.securityContext, image, fsGroup);
  const fromImage = Object.entries({ ...image.env, HOME: '/' });
  const assignments = [...fromImage, ...variables].map(([name, value]) => `${name}=${value}`);
  const words = [...setpriv, 'env', '-i', `--chdir=${image.workingDir}`, ...assignments, ...command];
  return words.map(quote).join(' ');
}

interface Rights {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly capabilities: { readonly drop: readonly string[] };
  readonly allowPrivilegeEscalation: boolean;
}

function giveUpRights(context: Rights, image: Image, fsGroup: number | undefined): readonly string[] {
  const dropped = context.capabilities.drop.map((name) => `-${name.toLowerCase()}`).join(',');
  return [
    'setpriv',
    `--reuid=${context.runAsUser ?? image.user}`,
    `--regid=${context.runAsGroup ?? image.group}`,
    fsGroup === undefined ? '--clear-groups' : `--groups=${fsGroup}`,
    `--inh-caps=${dropped}`,
    `--bounding-set=${dropped}`,
    ...(context.allowPrivilegeEscalation ? [] : ['--no-new-privs']),
  ];
}

function shareFolder(base: string, name: string): string {
  const source = quote(`${base.replace(/\/$/, '')}/${name}`);
  const share = `mkdir ${name}; mount --bind ${source} ${name}; mount -o remount,bind,ro,nosuid ${source} ${name}`;
  return `if [ -L ${source} ]; then cp -P ${source} .; elif [ -d ${source} ]; then ${share}; fi`;
}

function copyFile(base: string, name: string): string {
  const source = quote(`${base.replace(/\/$/, '')}/${name}`);
  return `if [ -e ${source} ]; then cp -RP ${source} etc/; fi`;
}

function bind(source: string, target: string, readOnly: boolean): readonly string[] {
  const path = quote(relative(target));
  return [
    `mkdir -p ${path}; mount --bind ${quote(source)} ${path}`,
    `mount -o remount,bind,nosuid,nodev${readOnly ? ',ro' : ''} ${path}`,
  ];
}

const devices = [
  'mount -t tmpfs -o mode=0755,nosuid dev dev',
  ...['null 1 3', 'zero 1 5', 'full 1 7', 'random 1 8', 'urandom 1 9', 'tty 5 0'].map((node) => {
    const [name, major, minor] = node.split(' ');
    return `mknod -m 666 dev/${name} c ${major} ${minor}`;
  }),
  'mkdir dev/pts dev/shm; ln -s pts/ptmx dev/ptmx; ln -s /proc/self/fd dev/fd',
  'mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts',
  'mount -t tmpfs -o mode=1777,nosuid,nodev,noexec shm dev/shm',
];

function relative(path: string): string {
  return path.replace(/^\/+/, '');
}

function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
