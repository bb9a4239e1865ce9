import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { modelCluster, type ClusterModel } from '../model';
import { isOpaque, type BeamClusterArgs, type BeamClusterAttachmentArgs, type Text } from './args';
import { BeamClusterAttachment } from './attachment';
import { keepSecret } from './secret-variables';
import { ClusterSurroundings } from './surroundings';
import { writable } from './writable';

/** The workload of a cluster. */
export type ClusterWorkload = k8s.apps.v1.Deployment | k8s.apps.v1.StatefulSet;

/**
 * A BEAM application as a cluster: the workload, and what its nodes need to find each other and to survive. Throws a
 * `pulumi.ResourceError` with every problem of its args.
 */
export class BeamCluster extends ClusterSurroundings<ClusterModel<Text>> {
  /** Makes the Services, policy and budget around a workload of one's own, and the fragments to spread into its args. */
  static attach(
    name: string,
    args: BeamClusterAttachmentArgs,
    opts?: pulumi.ComponentResourceOptions,
  ): BeamClusterAttachment {
    return new BeamClusterAttachment(name, args, opts);
  }

  /** The Deployment or StatefulSet. */
  readonly workload: ClusterWorkload;
  /** The Secret with the variables that were given as a map in `secrets`; undefined without one. */
  readonly secrets: k8s.core.v1.Secret | undefined;

  constructor(name: string, args: BeamClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    let secrets: k8s.core.v1.Secret | undefined;
    const decide = (self: pulumi.Resource) =>
      modelCluster<Text>(name, args, {
        isOpaque,
        cookieSource: 'generate',
        keepSecret: (variables) => {
          secrets = keepSecret(self, name, variables);
          return secrets.metadata.name;
        },
      });
    super('beam-cluster:index:BeamCluster', name, decide, opts);
    this.secrets = secrets;
    this.workload = printWorkload(name, this.model, { parent: this, ...after(this.cookie) });
    const { discovery, service, cookie, budget, networkPolicy, workload } = this;
    this.registerOutputs({ workload, discovery, service, cookie, budget, networkPolicy, secrets });
  }
}

// An order alone: the manifest has the Secret's name as plain text, so a new Secret never takes the workload along.
function after(cookie: k8s.core.v1.Secret | undefined): pulumi.CustomResourceOptions {
  return cookie === undefined ? {} : { dependsOn: [cookie] };
}

function printWorkload(
  name: string,
  { workload }: ClusterModel<Text>,
  opts: pulumi.CustomResourceOptions,
): ClusterWorkload {
  return workload.kind === 'StatefulSet'
    ? new k8s.apps.v1.StatefulSet(name, writable(workload), opts)
    : new k8s.apps.v1.Deployment(name, writable(workload), opts);
}
