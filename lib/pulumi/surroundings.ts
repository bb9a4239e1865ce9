import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { ClusterPropsError, type AttachmentModel } from '../model';
import type { Text } from './args';
import { generateCookie } from './cookie';
import { writable } from './writable';

/** A component and everything of a cluster that is not the workload. */
export abstract class ClusterSurroundings<M extends AttachmentModel<Text>> extends pulumi.ComponentResource {
  /** The headless Service that nodes find each other by. */
  readonly discovery: k8s.core.v1.Service;
  /** The client Service; undefined without `http`, or when `service` is false. */
  readonly service: k8s.core.v1.Service | undefined;
  /** The Secret with the generated cookie; undefined where one was given by reference. */
  readonly cookie: k8s.core.v1.Secret | undefined;
  /** The PodDisruptionBudget; undefined when `disruptionBudget` is false. */
  readonly budget: k8s.policy.v1.PodDisruptionBudget | undefined;
  /** The NetworkPolicy; undefined when `networkPolicy` is false. */
  readonly networkPolicy: k8s.networking.v1.NetworkPolicy | undefined;

  protected readonly model: M;

  // The recorded inputs stay empty: whatever is in them is in the state a second time, secrets included.
  protected constructor(
    type: string,
    name: string,
    decide: (self: pulumi.Resource) => M,
    opts: pulumi.ComponentResourceOptions | undefined,
  ) {
    super(type, name, {}, opts);
    this.model = this.#decide(decide);
    const { clustering, discovery, service, networkPolicy, budget } = this.model;
    const parent = { parent: this };
    this.discovery = new k8s.core.v1.Service(`${name}-headless`, writable(discovery), parent);
    this.service = service && new k8s.core.v1.Service(name, writable(service), parent);
    this.networkPolicy = networkPolicy && new k8s.networking.v1.NetworkPolicy(name, writable(networkPolicy), parent);
    this.budget = budget && new k8s.policy.v1.PodDisruptionBudget(name, writable(budget), parent);
    this.cookie = clustering.cookie.generated ? generateCookie(this, name, this.model) : undefined;
  }

  #decide(decide: (self: pulumi.Resource) => M): M {
    try {
      return decide(this);
    } catch (error) {
      if (error instanceof ClusterPropsError) throw new pulumi.ResourceError(error.message, this, true);
      throw error;
    }
  }
}
