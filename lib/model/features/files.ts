import { feature, type Base } from '../feature';
import type { VolumeMount } from '../kubernetes';
import { byteQuantity, canonicalQuantity } from '../schema';
import type { Drain } from './drain';

/** What a node may write, and the small file that it reads. */

const temporaryFolder = '/tmp';
const crashFolder = '/var/crash';
const filesFolder = '/etc/beam-cluster';
const remoteVmArgsName = 'remote.vm.args';

/** Prefix of the annotations that belong to the cluster. */
export const annotationPrefix = 'beam-cluster/';
const remoteVmArgsAnnotation = `${annotationPrefix}remote-vm-args`;

// What `bin/<release> remote`, `rpc`, `pid` and `stop` need where the port is fixed: a second VM must not listen on it.
const remoteVmArgs = '-dist_listen false';

// Names that a workload which exists does not have already.
const temporaryVolume = 'beam-cluster-tmp';
const crashDumpVolume = 'beam-cluster-crash';
const filesVolume = 'beam-cluster-files';

const temporarySize = '256Mi';
const crashDumpSize = '2Gi';

// A dump that takes longer keeps the pod down for longer than it is worth.
const longestCrashDumpSeconds = 30;

/** Volumes that only a node has a use for. */
export const ofNodes: readonly string[] = [crashDumpVolume, filesVolume];

/** Folders of the container that the cluster mounts. */
export const ownFolders = [temporaryFolder, crashFolder, filesFolder] as const;

/** Small files, as annotations of the pod. */
export const fileAnnotations = { [remoteVmArgsAnnotation]: remoteVmArgs };

export interface TemporaryFilesProps {
  /**
   * Size of `/tmp`, where the release and uploads write. The kubelet evicts a pod that writes more.
   *
   * @default '256Mi' - what a release writes there is small
   * @since 0.1.0
   * @example '2Gi'
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
   */
  readonly tmpSize?: string;
}

/** The `/tmp` of a container beside the application: a folder of its own, on the same volume. */
export function temporaryMount(container: string): VolumeMount {
  return { name: temporaryVolume, mountPath: temporaryFolder, subPath: container };
}

/** `/tmp` is an `emptyDir` of its own, because the root file system cannot be written. `RELEASE_TMP` points there. */
export const temporaryFiles = feature<TemporaryFilesProps>()({
  name: 'temporary files',
  appliesTo: ['cluster', 'attachment'],
  schema: { tmpSize: byteQuantity },
  decide: ({ tmpSize = temporarySize }, _: Base) => ({
    variables: [{ name: 'RELEASE_TMP', value: temporaryFolder }],
    volumes: [{ name: temporaryVolume, emptyDir: { sizeLimit: canonicalQuantity(tmpSize) } }],
    volumeMounts: [{ name: temporaryVolume, mountPath: temporaryFolder }],
  }),
});

/**
 * `ERL_CRASH_DUMP` is on a volume that outlives the container. The dump is written within the time that a pod has to leave.
 * After a restart, `kubectl exec <pod> -- head /var/crash/erl_crash.dump` shows it.
 */
export const crashDump = feature<object>()({
  name: 'crash dump',
  appliesTo: ['cluster', 'attachment'],
  schema: {},
  decide: (_, { drainSeconds }: Drain) => ({
    variables: [
      { name: 'ERL_CRASH_DUMP', value: `${crashFolder}/erl_crash.dump` },
      { name: 'ERL_CRASH_DUMP_SECONDS', value: String(Math.min(longestCrashDumpSeconds, drainSeconds)) },
    ],
    volumes: [{ name: crashDumpVolume, emptyDir: { sizeLimit: crashDumpSize } }],
    volumeMounts: [{ name: crashDumpVolume, mountPath: crashFolder }],
  }),
});

/**
 * `RELEASE_REMOTE_VM_ARGS` names a file with `-dist_listen false`. Without it `bin/<release> remote`, `rpc`, `pid` and
 * `stop` fail with `eaddrinuse`, because `ERL_AFLAGS` reaches their VM too. It replaces the `remote.vm.args` of the image.
 */
// As an annotation of the pod: Pulumi would replace a ConfigMap that changes together with the workload that depends on it.
export const remoteConsole = feature<object>()({
  name: 'remote console',
  appliesTo: ['cluster', 'attachment'],
  schema: {},
  decide: (_props, _context: Base) => ({
    variables: [{ name: 'RELEASE_REMOTE_VM_ARGS', value: `${filesFolder}/${remoteVmArgsName}` }],
    podAnnotations: fileAnnotations,
    volumes: [
      {
        name: filesVolume,
        downwardAPI: {
          items: [
            { path: remoteVmArgsName, fieldRef: { fieldPath: `metadata.annotations['${remoteVmArgsAnnotation}']` } },
          ],
        },
      },
    ],
    volumeMounts: [{ name: filesVolume, mountPath: filesFolder, readOnly: true }],
  }),
});
