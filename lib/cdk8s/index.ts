/**
 * The construct for cdk8s: `BeamCluster` prints a cluster, `BeamCluster.attach` adds clustering to a workload that exists.
 * The types of the handles follow from the props: `service` is there when `http` is given, and each of `service`, `budget`
 * and `networkPolicy` is `undefined` when its property is `false`.
 *
 * @module
 */

import './needed';

export { BeamCluster } from './beam-cluster';
export { BeamClusterAttachment } from './attachment';
export type { AttachableContainer, AttachableWorkload, AttachProps, BeamClusterProps, Cookie } from './props';
export type { ClusterWorkload } from './workload';
export { ClusterPropsError, type Problem } from '../model';
export type * from '../model/props';
