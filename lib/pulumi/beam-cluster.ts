import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { readCluster, type ClusterModel, type Secret, type Workload } from '../model';
import type { Deciding, DecisiveProps } from '../model/handles';
import { isOpaque, type BeamClusterArgs, type BeamClusterAttachmentArgs, type Text, type WorkloadArgs } from './args';
import { printBatch, type BatchName } from './batch';
import { BeamClusterAttachment, type BeamClusterAttachmentOptions } from './attachment';
import type { ComponentOptions, OptionsFor } from './resource-options';
import { ClusterSurroundings, surroundingNames, type SurroundingName } from './surroundings';
import { writable } from './writable';

/** The workload of a cluster. */
export type ClusterWorkload = k8s.apps.v1.Deployment | k8s.apps.v1.StatefulSet;

/** The resources that only a cluster has, by the names of their handles. */
type OwnName = 'workload' | 'secrets' | BatchName;

/** Options of a cluster, and of its resources by name: `workload`, `discovery` and the other handles. */
export type BeamClusterOptions = ComponentOptions<OwnName | SurroundingName>;

const resources = ['workload', 'secrets', 'tasks', 'schedules', 'taskPolicy', ...surroundingNames] as const;

/**
 * A BEAM application as a cluster: the workload, and what its nodes need to find each other and to survive. Throws a
 * `pulumi.ResourceError` with every problem of its args.
 *
 * @typeParam P - the args that were given, from which the types of the handles follow
 * @example
 * const cluster = new BeamCluster('shop', { image: 'ghcr.io/acme/shop:1.0.0', http: { port: 4000 } });
 * export const service = cluster.service.metadata.name;
 */
export class BeamCluster<P extends DecisiveProps = DecisiveProps> extends ClusterSurroundings<
  ClusterModel<Text>,
  P,
  OwnName
> {
  /**
   * Makes the Services, policy and budget around a workload of your own, and its args with everything that a node needs.
   * Without the args, it makes the fragments to spread into them.
   *
   * @typeParam P - the args that were given, from which the types of the handles follow
   * @typeParam W - the args of the workload
   * @example
   * const { workload } = BeamCluster.attach('orders', { workload: args, http: { port: 4000 } });
   * new kubernetes.apps.v1.Deployment('orders', workload);
   */
  static attach<P extends DecisiveProps, W extends WorkloadArgs | undefined = undefined>(
    name: string,
    args: BeamClusterAttachmentArgs<W> & Deciding<P>,
    opts?: BeamClusterAttachmentOptions,
  ): BeamClusterAttachment<P, W> {
    return new BeamClusterAttachment<P, W>(name, args, opts);
  }

  /** The Deployment or StatefulSet. */
  readonly workload: ClusterWorkload;
  /** The Secret with the variables that were given as a map in `secrets`; undefined without one. */
  readonly secrets: k8s.core.v1.Secret | undefined;
  /** The Jobs of `tasks` that run before the rollout, by their names. */
  readonly tasks: Readonly<Record<string, k8s.batch.v1.Job>>;
  /** The CronJobs of `schedules`, by their names. */
  readonly schedules: Readonly<Record<string, k8s.batch.v1.CronJob>>;
  /** The NetworkPolicy of the pods of both; undefined without such pods, or when `networkPolicy` is false. */
  readonly taskPolicy: k8s.networking.v1.NetworkPolicy | undefined;

  constructor(name: string, args: BeamClusterArgs & Deciding<P>, opts?: BeamClusterOptions) {
    let secrets: k8s.core.v1.Secret | undefined;
    const read = () => {
      const reading = readCluster<Text>(name, args, {
        isOpaque,
        cookieSource: 'generate',
        keepsSecrets: true,
        awaits: true,
      });
      return (options: OptionsFor<OwnName>) => {
        secrets = reading.secrets && printSecrets(name, reading.secrets, options('secrets'));
        return reading.decide(secrets?.metadata.name);
      };
    };
    super({ type: 'beam-cluster:index:BeamCluster', name, resources, read }, opts);
    this.secrets = secrets;
    const { workload } = this.model.objects;
    const batch = printBatch(name, this.model.batch, this.optionsFor);
    this.tasks = batch.tasks;
    this.schedules = batch.schedules;
    this.taskPolicy = batch.policy;
    const own = { ...after(this.cookie, ...Object.values(batch.tasks)), ...keepReplicas(workload) };
    this.workload = printWorkload(name, workload, this.optionsFor('workload', own));
    const [tasks, schedules] = [unlessEmpty(batch.tasks), unlessEmpty(batch.schedules)];
    this.registerOutputs({
      ...this.handles,
      workload: this.workload,
      secrets,
      tasks,
      schedules,
      taskPolicy: batch.policy,
    });
  }
}

// What a stack does not have adds nothing to its state.
function unlessEmpty<T extends object>(made: T): T | undefined {
  return Object.keys(made).length === 0 ? undefined : made;
}

// This sets only the order. The manifest names the Secret by a plain string, so a new Secret never replaces the workload.
function after(...resources: readonly (pulumi.Resource | undefined)[]): pulumi.CustomResourceOptions {
  const known = resources.filter((resource) => resource !== undefined);
  return known.length === 0 ? {} : { dependsOn: known };
}

// Who takes the field out of a live object scales it to 1 pod. The provider keeps the live number for an ignored field, and
// leaves the field to the autoscaler as soon as that has written it.
function keepReplicas({ spec }: Workload<Text>): pulumi.CustomResourceOptions {
  return spec.replicas === undefined ? { ignoreChanges: ['spec.replicas'] } : {};
}

function printWorkload(name: string, manifest: Workload<Text>, opts: pulumi.CustomResourceOptions): ClusterWorkload {
  return manifest.kind === 'StatefulSet'
    ? new k8s.apps.v1.StatefulSet(name, writable(manifest), opts)
    : new k8s.apps.v1.Deployment(name, writable(manifest), opts);
}

// The engine generates the name. After a change, it creates a new Secret, the pods roll, and it deletes the old Secret. With
// a fixed name, it would first delete the Secret, together with the workload that depends on it.
function printSecrets(name: string, manifest: Secret<Text>, opts: pulumi.CustomResourceOptions): k8s.core.v1.Secret {
  const { metadata, stringData } = manifest;
  const args = { metadata: writable(metadata), stringData: pulumi.secret(stringData) };
  return new k8s.core.v1.Secret(`${name}-env`, args, opts);
}
