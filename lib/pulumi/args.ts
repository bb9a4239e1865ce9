import type * as pulumi from '@pulumi/pulumi';
import type { AttachmentProps, BeamClusterPropsWithSecrets } from '../model';

/** A value that may be known only while the program runs. */
export type Text = pulumi.Input<string>;

/** The props of a cluster, in which texts may be Outputs, and secret variables may be given by value. */
export type BeamClusterArgs = BeamClusterPropsWithSecrets<Text>;

/** The workload that clustering is added to, named by the labels that select its pods, and how. */
export type BeamClusterAttachmentArgs = AttachmentProps<Text>;

/**
 * Whether only the engine can read a value. Checks members instead of the class, because two copies of @pulumi/pulumi in
 * one tree have different classes.
 */
export function isOpaque(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { then, __pulumiOutput: output } = value as { readonly then?: unknown; readonly __pulumiOutput?: unknown };
  return output === true || typeof then === 'function';
}
