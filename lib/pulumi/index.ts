/**
 * The component for Pulumi: `BeamCluster` makes a cluster, `BeamCluster.attach` adds clustering to a workload of
 * your own. The types of the handles follow from the args: `service` is there when `http` is given, and each of
 * `service`, `budget` and `networkPolicy` is `undefined` when its property is `false`.
 *
 * @module
 */

export { BeamCluster, type BeamClusterOptions, type ClusterWorkload } from './beam-cluster';
export { BeamClusterAttachment, type BeamClusterAttachmentOptions, type Fragments } from './attachment';
export type { ComponentOptions, ResourceOptions } from './resource-options';
export type { BeamClusterArgs, BeamClusterAttachmentArgs, Text, WorkloadArgs, WorkloadAttachmentArgs } from './args';
export type * from '../model/props';
