export { BeamCluster } from './beam-cluster';
export { BeamClusterAttachment } from './attachment';
export type { AttachProps, BeamClusterProps, Cookie } from './props';
export type { ClusterWorkload } from './workload';
export { ClusterPropsError, type Problem } from '../model';
export type * from '../model/props';
