import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { modelCluster, type ClusterModel } from '../model';
import type { Deciding, DecisiveProps } from '../model/handles';
import { BeamClusterAttachment } from './attachment';
import { printBatch, type PrintedBatch } from './batch';
import { occupy } from './neighbours';
import type { AttachableWorkload, AttachProps, BeamClusterProps } from './props';
import { toModelProps } from './references';
import { ClusterSurroundings } from './surroundings';
import { printWorkload, type ClusterWorkload } from './workload';

/**
 * A BEAM application as a cluster: the workload, and what its nodes need to find each other and to survive. The synth
 * reports everything that is wrong with the props at once, and prints nothing then.
 *
 * @typeParam P - the props that were given, from which the types of the handles follow
 * @example
 * const cluster = new BeamCluster(chart, 'shop', { image: 'ghcr.io/acme/shop:1.0.0', http: { port: 4000 } });
 * cluster.service.exposeViaIngress('/');
 */
export class BeamCluster<P extends DecisiveProps = DecisiveProps> extends ClusterSurroundings<ClusterModel, P> {
  /**
   * Adds clustering to a workload that exists, and makes the Services, policy and budget around it.
   *
   * @typeParam P - the props that were given, from which the types of the handles follow
   * @typeParam W - the workload that was given
   * @example
   * BeamCluster.attach(chart, 'orders', { workload: deployment, http: { port: 4000 } });
   */
  static attach<P extends DecisiveProps, W extends AttachableWorkload | ApiObject = AttachableWorkload>(
    scope: Construct,
    id: string,
    props: AttachProps<W> & Deciding<P>,
  ): BeamClusterAttachment<P, W> {
    return new BeamClusterAttachment<P, W>(scope, id, props);
  }

  readonly #workload: ClusterWorkload | undefined;
  readonly #batch: PrintedBatch | undefined;

  constructor(scope: Construct, id: string, props: BeamClusterProps & Deciding<P>) {
    super(
      scope,
      id,
      () => modelCluster(id, toModelProps(props)),
      () => props.cookie,
    );
    this.#workload = this.model && printWorkload(this, this.model.objects.workload, this.discovery);
    this.#batch = this.model && printBatch(this, this.model.batch);
    this.#workload?.node.addDependency(...Object.values(this.#batch?.tasks ?? {}));
    if (this.model && this.#workload) occupy(this, this.model, this.#workload);
    this.node.defaultChild = this.#workload;
  }

  /** The Deployment or StatefulSet. Add further containers, volumes and schedules to it. */
  get workload(): ClusterWorkload {
    return this.whenValid(this.#workload);
  }

  /** The Jobs of `tasks` that run before the rollout, by their names. */
  get tasks(): Readonly<Record<string, ApiObject>> {
    return this.whenValid(this.#batch?.tasks);
  }

  /** The CronJobs of `schedules`, by their names. */
  get schedules(): Readonly<Record<string, ApiObject>> {
    return this.whenValid(this.#batch?.schedules);
  }

  /** The NetworkPolicy of the pods of both; undefined without such pods, or when `networkPolicy` is false. */
  get taskPolicy(): ApiObject | undefined {
    return this.whenValid(this.#batch?.policy);
  }
}
