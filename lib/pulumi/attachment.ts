import type * as pulumi from '@pulumi/pulumi';
import { modelAttachment, type AttachmentModel, type Clustering } from '../model';
import { isOpaque, type BeamClusterAttachmentArgs, type Text } from './args';
import { ClusterSurroundings } from './surroundings';
import { writable, type Writable } from './writable';

type Pieces = Writable<Clustering<Text>>;

/** What makes a container a node of the cluster: typed pieces of the args of a Deployment. */
export interface Fragments {
  /** Labels of the pod template. */
  readonly labels: Record<string, string>;
  /** Annotations of the pod template; the files in `volumes` come from them. */
  readonly annotations: Record<string, Text>;
  /** Put before the container's own variables, which may then use `$(POD_IP)`. */
  readonly env: Pieces['env'];
  readonly ports: Pieces['containerPorts'];
  readonly volumeMounts: Pieces['volumeMounts'];
  readonly volumes: Pieces['volumes'];
  readonly probes: Pieces['probes'];
}

/**
 * The Services, policy and budget around a workload of one's own, and the fragments that make it a cluster. Throws a
 * `pulumi.ResourceError` with every problem of its args.
 */
export class BeamClusterAttachment extends ClusterSurroundings<AttachmentModel<Text>> {
  readonly fragments: Fragments;

  constructor(name: string, args: BeamClusterAttachmentArgs, opts?: pulumi.ComponentResourceOptions) {
    const decide = () => modelAttachment<Text>(name, args, { isOpaque, cookieSource: 'generate' });
    super('beam-cluster:index:BeamClusterAttachment', name, decide, opts);
    const { identity, annotations, env, containerPorts, volumeMounts, volumes, probes } = this.model.clustering;
    this.fragments = {
      labels: writable({ ...identity.labels, ...args.selector }),
      annotations: writable(annotations),
      env: writable(env),
      ports: writable(containerPorts),
      volumeMounts: writable(volumeMounts),
      volumes: writable(volumes),
      probes: writable(probes),
    };
    const { discovery, service, cookie, budget, networkPolicy } = this;
    this.registerOutputs({ discovery, service, cookie, budget, networkPolicy });
  }
}
