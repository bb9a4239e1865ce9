import type { Annotations, Volume, VolumeMount } from './kubernetes';
import { remoteVmArgs } from './vm-flags';

/** What a node may write, and the small files it reads. */

export const temporaryFolder = '/tmp';
const crashFolder = '/var/crash';
export const crashDumpFile = `${crashFolder}/erl_crash.dump`;
const filesFolder = '/etc/beam-cluster';
const remoteVmArgsName = 'remote.vm.args';
export const remoteVmArgsFile = `${filesFolder}/${remoteVmArgsName}`;

/** Prefix of the annotations that belong to the cluster. */
export const annotationPrefix = 'beam-cluster/';
const remoteVmArgsAnnotation = `${annotationPrefix}remote-vm-args`;

// Names that a workload which exists does not have already.
const temporaryVolume = 'beam-cluster-tmp';
const crashDumpVolume = 'beam-cluster-crash';
const filesVolume = 'beam-cluster-files';

const temporarySize = '256Mi';
const crashDumpSize = '2048Mi';

/**
 * Files as annotations of the pod: a ConfigMap that changes would be replaced by Pulumi together with the workload that
 * depends on it, while a changed annotation rolls the pods.
 */
export const fileAnnotations: Annotations<never> = { [remoteVmArgsAnnotation]: remoteVmArgs };

export const volumes: readonly Volume[] = [
  { name: temporaryVolume, emptyDir: { sizeLimit: temporarySize } },
  { name: crashDumpVolume, emptyDir: { sizeLimit: crashDumpSize } },
  {
    name: filesVolume,
    downwardAPI: {
      items: [{ path: remoteVmArgsName, fieldRef: { fieldPath: `metadata.annotations['${remoteVmArgsAnnotation}']` } }],
    },
  },
];

export const volumeMounts: readonly VolumeMount[] = [
  { name: temporaryVolume, mountPath: temporaryFolder },
  { name: crashDumpVolume, mountPath: crashFolder },
  { name: filesVolume, mountPath: filesFolder, readOnly: true },
];
