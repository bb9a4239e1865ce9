import type * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { ClusterPropsError, type AttachmentModel } from '../model';
import type { DecisiveProps, Unless, WithHttp } from '../model/handles';
import type { Text } from './args';
import { generateCookie } from './cookie';
import { printObjects } from './objects';

/** What the models of a cluster and of an attachment have in common. */
type Model = Pick<AttachmentModel<Text>, 'objects' | 'cookie'>;

/** A component and everything of a cluster that is not the workload. */
export abstract class ClusterSurroundings<M extends Model, P extends DecisiveProps> extends pulumi.ComponentResource {
  /** The headless Service that nodes find each other by. */
  readonly discovery: k8s.core.v1.Service;
  /** The client Service; undefined without `http`, or when `service` is false. */
  readonly service: WithHttp<k8s.core.v1.Service, P>;
  /** The Secret with the generated cookie; undefined where one was given by reference. */
  readonly cookie: k8s.core.v1.Secret | undefined;
  /** The PodDisruptionBudget; undefined when `disruptionBudget` is false. */
  readonly budget: Unless<k8s.policy.v1.PodDisruptionBudget, P, 'disruptionBudget'>;
  /** The NetworkPolicy; undefined when `networkPolicy` is false. */
  readonly networkPolicy: Unless<k8s.networking.v1.NetworkPolicy, P, 'networkPolicy'>;

  protected readonly model: M;

  // The component records no inputs, because the state would contain them a second time, including secrets.
  protected constructor(
    type: string,
    name: string,
    decide: (self: pulumi.Resource) => M,
    opts: pulumi.ComponentResourceOptions | undefined,
  ) {
    super(type, name, {}, opts);
    this.model = this.#decide(decide);
    const { discovery, service, budget, networkPolicy } = printObjects(name, this.model.objects, this);
    this.discovery = discovery;
    this.service = service as typeof this.service;
    this.budget = budget as typeof this.budget;
    this.networkPolicy = networkPolicy as typeof this.networkPolicy;
    const { generated, key } = this.model.cookie;
    this.cookie = generated && generateCookie(name, generated, key, this);
  }

  /** Every handle, as outputs of the component. */
  protected get handles() {
    const { discovery, service, cookie, budget, networkPolicy } = this;
    return { discovery, service, cookie, budget, networkPolicy };
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
