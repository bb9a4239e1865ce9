import type { VolumeMount } from '../kubernetes';
import { text } from '../schema';

/** How volumes are named, and how a container mounts them. */

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
export const volumeName = text(
  'must have names of at most 63 lower-case letters, digits and "-"',
  (name) => label.test(name),
  {
    pattern: label.source,
  },
);

// The API server refuses a colon, and a way up would hide another folder.
export const folder = text(
  'must be an absolute path without ":" and ".."',
  (path) => /^\/[^:\0]*[^/:\0][^:\0]*$/.test(path) && !path.split('/').includes('..'),
);

/** The volumes that sidecars and init containers may mount, and whether they may only read them. */
export interface Volumes {
  readonly readOnlyVolumes: ReadonlyMap<string, boolean>;
}

/** The mount of a volume in one container. */
export function mountOf(
  name: string,
  path: string | undefined,
  readOnlyVolumes: Volumes['readOnlyVolumes'],
): VolumeMount {
  const isReadOnly = readOnlyVolumes.get(name) === true;
  return { name, mountPath: plainFolder(path), ...(isReadOnly ? { readOnly: true } : {}) };
}

/** The path of a folder without the slash at its end. One that was refused is missing. */
export function plainFolder(path: string | undefined): string {
  return (path ?? '').replace(/\/+$/, '');
}
