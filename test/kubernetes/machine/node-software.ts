import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { unpackDebian } from '../../nodes/machine/debian';
import { cacheFolder } from './paths';

/** Where containerd, runc and the CNI plugins are; unpacked beside everything else, not installed. */
export interface NodeSoftware {
  readonly path: string;
  readonly runc: string;
  readonly cni: string;
}

export async function unpackNodeSoftware(): Promise<NodeSoftware> {
  const folder = join(cacheFolder, 'node-software');
  mkdirSync(folder, { recursive: true });
  const packages = ['containerd', 'runc', 'containernetworking-plugins', 'dash', 'mawk'];
  const root = await unpackDebian('bookworm', packages, folder);
  return {
    path: `${root}/usr/bin:${root}/usr/sbin`,
    runc: join(root, 'usr/sbin/runc'),
    cni: join(root, 'usr/lib/cni'),
  };
}
