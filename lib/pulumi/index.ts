export { BeamCluster, type ClusterWorkload } from './beam-cluster';
export { BeamClusterAttachment, type Fragments } from './attachment';
export type { BeamClusterArgs, BeamClusterAttachmentArgs, Text } from './args';
export type * from '../model/props';
