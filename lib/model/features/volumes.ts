import { feature } from '../feature';
import type { Volume } from '../kubernetes';
import {
  byteQuantity,
  canonicalQuantity,
  fields,
  flag,
  leaf,
  objectName,
  oneOf,
  orFalse,
  pathTo,
  record,
  unshown,
} from '../schema';
import { annotationPrefix, ownFolders } from './files';
import type { InitContainers } from './init-containers';
import type { Sidecars } from './sidecars';
import { folder, mountOf, plainFolder, volumeName, type Volumes } from './volume-mounts';

/** A folder that is empty when the pod starts and gone when it ends. */
export interface EmptyDirProps {
  /**
   * How much fits in. The kubelet evicts a pod that writes more.
   *
   * @default '1Gi' - a folder without a limit fills the disk of the machine
   * @since 0.1.0
   * @example '10Gi'
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
   */
  readonly sizeLimit?: string;
  /**
   * Where it is kept. `'Memory'` counts against the memory limit of the container.
   *
   * @default - the disk of the machine
   * @since 0.1.0
   * @example 'Memory'
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
   */
  readonly medium?: 'Memory';
}

/** A Secret or a ConfigMap of which each key becomes a file. */
export interface FilesProps<V = string> {
  /**
   * Name of the Secret or of the ConfigMap.
   *
   * @since 0.1.0
   * @example 'shop-tls'
   */
  readonly name: V;
  /**
   * Whether pods may start without it.
   *
   * @default false - a node that lacks its settings must not join the others
   * @since 0.1.0
   * @example true
   */
  readonly optional?: boolean;
}

/** A volume of the pod: the folder of the application where it is mounted, and exactly one of the four that is mounted there. */
export interface VolumeProps<V = string> {
  /**
   * Folder of the application's container, as an absolute path; `false` for a volume that only `sidecars` and `initContainers`
   * mount.
   *
   * @since 0.1.0
   * @example '/uploads'
   * @see https://kubernetes.io/docs/concepts/storage/volumes/
   */
  readonly mount: string | false;
  /**
   * Whether the containers may only read it.
   *
   * @default - true for a Secret and a ConfigMap, false for the others
   * @since 0.1.0
   * @example true
   * @see https://kubernetes.io/docs/concepts/storage/volumes/
   */
  readonly readOnly?: boolean;
  /**
   * An empty folder, which lives as long as the pod.
   *
   * @since 0.1.0
   * @example { sizeLimit: '10Gi' }
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
   */
  readonly emptyDir?: EmptyDirProps;
  /**
   * A Secret, of which each key becomes a file.
   *
   * @since 0.1.0
   * @example { name: 'shop-tls' }
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#secret
   */
  readonly secret?: FilesProps<V>;
  /**
   * A ConfigMap, of which each key becomes a file.
   *
   * @since 0.1.0
   * @example { name: 'shop-settings' }
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#configmap
   */
  readonly configMap?: FilesProps<V>;
  /**
   * Name of a PersistentVolumeClaim, which all pods share. Its access mode must let the pods of all machines mount it.
   *
   * @since 0.1.0
   * @example 'shop-uploads'
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
   */
  readonly claim?: V;
}

export interface WithVolumesProps<V = string> {
  /**
   * Volumes of the pods by their names, beside those of the cluster. The group of `podSecurity` owns their files. The names are
   * DNS labels, and `beam-cluster-` cannot begin one.
   *
   * @default - none
   * @since 0.1.0
   * @example { uploads: { mount: '/uploads', emptyDir: { sizeLimit: '10Gi' } }, tls: { mount: '/etc/tls', secret: { name: 'shop-tls' } } }
   * @see https://kubernetes.io/docs/concepts/storage/volumes/
   */
  readonly volumes?: Readonly<Record<string, VolumeProps<V>>>;
}

const defaultSizeLimit = '1Gi';
const reserved = annotationPrefix.replace('/', '-');

const files = fields<FilesProps>({ name: leaf(unshown(objectName)), optional: flag }, { required: ['name'] });

export const volumes = feature<WithVolumesProps<unknown>>()({
  name: 'volumes',
  appliesTo: ['cluster'],
  schema: {
    volumes: record(
      volumeName,
      fields<VolumeProps>(
        {
          mount: orFalse(folder),
          readOnly: flag,
          emptyDir: fields<EmptyDirProps>({ sizeLimit: byteQuantity, medium: oneOf('Memory') }),
          secret: files,
          configMap: files,
          claim: leaf(unshown(objectName)),
        },
        { required: ['mount'], oneOf: ['emptyDir', 'secret', 'configMap', 'claim'] },
      ),
    ),
  },
  decide: ({ volumes: given = {} }, { sidecars, initContainers }: Sidecars & InitContainers, report) => {
    const entries = Object.entries(given);
    const further = [...Object.values(sidecars), ...Object.values(initContainers)];
    const mounted = new Set(further.flatMap(({ mounts = {} }) => Object.keys(mounts)));
    const taken = new Map<string, string>(ownFolders.map((path) => [path, 'the cluster']));
    for (const [name, { mount }] of entries) {
      const property = pathTo('volumes', name);
      if (name.startsWith(reserved)) {
        report({ property, rule: 'has a name of the cluster', remedy: `Use one without ${reserved}.` });
      }
      if (mount === false) {
        const remedy = 'Give it a mount, or mount it in a sidecar or an init container.';
        if (!mounted.has(name)) report({ property, rule: 'is mounted by no container', remedy });
        continue;
      }
      const path = plainFolder(mount);
      const owner = taken.get(path);
      if (owner !== undefined) {
        const remedy = path === '/tmp' ? 'Use the property tmpSize.' : 'Mount it elsewhere.';
        report({ property: `${property}.mount`, rule: `must differ from a folder of ${owner}`, remedy });
      }
      taken.set(path, `the volume ${name}`);
    }
    const readOnlyVolumes = new Map(
      entries.map(([name, { secret, configMap, readOnly }]) => [name, readOnly ?? (secret ?? configMap) !== undefined]),
    );
    const settled: Volumes = { readOnlyVolumes };
    return {
      settled,
      volumes: entries.map(([name, volume]) => ({ name, ...sourceOf(volume) })),
      volumeMounts: entries.flatMap(([name, { mount }]) =>
        mount === false ? [] : [mountOf(name, mount, readOnlyVolumes)],
      ),
    };
  },
});

function sourceOf({ emptyDir, secret, configMap, claim }: VolumeProps<unknown>): Omit<Volume<unknown>, 'name'> {
  if (secret !== undefined) {
    const { name: secretName, ...options } = secret;
    return { secret: { secretName, ...options } };
  }
  if (configMap !== undefined) return { configMap };
  if (claim !== undefined) return { persistentVolumeClaim: { claimName: claim } };
  const { sizeLimit = defaultSizeLimit, ...options } = emptyDir ?? {};
  return { emptyDir: { sizeLimit: canonicalQuantity(sizeLimit), ...options } };
}
