import type * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { AttachmentProps, BeamClusterPropsWithSecrets, WorkloadAttachmentProps } from '../model';

/** A value that may be known only while the program runs. */
export type Text = pulumi.Input<string>;

/** The props of a cluster, in which texts may be Outputs, and secret variables may be given by value. */
export type BeamClusterArgs = BeamClusterPropsWithSecrets<Text>;

/** The args of a workload that clustering can be added to. */
export type WorkloadArgs = k8s.apps.v1.DeploymentArgs | k8s.apps.v1.StatefulSetArgs | k8s.apps.v1.DaemonSetArgs;

/**
 * The workload that clustering is added to, by its args. The labels that select the pods, the replicas, the grace and the
 * `preStop` hook are read from them. Only what is an Output has to be given.
 *
 * @typeParam W - the args of the workload
 */
export interface WorkloadAttachmentArgs<W extends WorkloadArgs | undefined = WorkloadArgs> extends Omit<
  WorkloadAttachmentProps<Text>,
  'workload'
> {
  /**
   * The args of the Deployment, the StatefulSet or the DaemonSet. Nothing that they have is changed. Lists must be known, and
   * the names, ports and paths in them. Other values may be Outputs. Give `kind: 'DaemonSet'` in the args of a DaemonSet, because
   * it needs another budget.
   *
   * @since 0.1.0
   * @example { spec: { selector: { matchLabels: { app: 'shop' } }, template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'shop', image: 'ghcr.io/acme/shop:1.0.0' }] } } } }
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/
   */
  readonly workload: W;
}

/**
 * The workload that clustering is added to, by its args or by the labels that select its pods, and how.
 *
 * @typeParam W - the args of the workload
 */
export type BeamClusterAttachmentArgs<W extends WorkloadArgs | undefined = WorkloadArgs> =
  AttachmentProps<Text> | WorkloadAttachmentArgs<W>;

/**
 * Whether only the engine can read a value. Checks members instead of the class, because two copies of @pulumi/pulumi in
 * one tree have different classes.
 */
export function isOpaque(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { then, __pulumiOutput: output } = value as { readonly then?: unknown; readonly __pulumiOutput?: unknown };
  return output === true || typeof then === 'function';
}

/** Whether a value is a resource, all of whose properties are Outputs. */
export function isResource(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '__pulumiResource' in value;
}
