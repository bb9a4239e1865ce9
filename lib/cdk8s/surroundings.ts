import type { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ClusterPropsError, describeProblem, type AttachmentModel } from '../model';
import type { DecisiveProps, Unless, WhenGiven, WithHttp } from '../model/handles';
import { printObjects, type PrintedObjects } from './objects';
import type { Cookie } from './props';
import { givenSecret } from './references';

/** What the models of a cluster and of an attachment have in common. */
type Model = Pick<AttachmentModel, 'objects' | 'cookie'>;

/** The objects around a workload, which may be given or made. */
export abstract class ClusterSurroundings<M extends Model, P extends DecisiveProps> extends Construct {
  readonly #decided: Decided<M> | ClusterPropsError;

  protected constructor(scope: Construct, id: string, decide: () => M, cookie: () => Cookie | undefined) {
    super(scope, id);
    this.#decided = this.#decide(decide, cookie);
  }

  /** The headless Service that nodes find each other by. */
  get discovery(): kplus.Service {
    return this.#known.printed.discovery;
  }

  /** The client Service; undefined without `http` and a port that has `service`, or when `service` is false. */
  get service(): WithHttp<kplus.Service, P> {
    return this.#known.printed.service as WithHttp<kplus.Service, P>;
  }

  /** The Secret with the cookie: the one that was given, or a reference to it by name. */
  get cookie(): kplus.ISecret {
    return this.#known.cookie;
  }

  /** The PodDisruptionBudget; undefined when `disruptionBudget` is false. */
  get budget(): Unless<ApiObject, P, 'disruptionBudget'> {
    return this.#known.printed.budget as Unless<ApiObject, P, 'disruptionBudget'>;
  }

  /** The HorizontalPodAutoscaler; undefined without `autoscaling`. */
  get autoscaler(): WhenGiven<ApiObject, P, 'autoscaling'> {
    return this.#known.printed.autoscaler as WhenGiven<ApiObject, P, 'autoscaling'>;
  }

  /** The Ingress; undefined without `ingress`. */
  get ingress(): WhenGiven<ApiObject, P, 'ingress'> {
    return this.#known.printed.ingress as WhenGiven<ApiObject, P, 'ingress'>;
  }

  /** The HTTPRoute; undefined without `route`. */
  get route(): WhenGiven<ApiObject, P, 'route'> {
    return this.#known.printed.route as WhenGiven<ApiObject, P, 'route'>;
  }

  /** The NetworkPolicy; undefined when `networkPolicy` is false. */
  get networkPolicy(): Unless<kplus.NetworkPolicy, P, 'networkPolicy'> {
    return this.#known.printed.networkPolicy as Unless<kplus.NetworkPolicy, P, 'networkPolicy'>;
  }

  /** What was decided; undefined when the props are wrong, which the validation reports. */
  protected get model(): M | undefined {
    return this.#decided instanceof ClusterPropsError ? undefined : this.#decided.model;
  }

  /** A handle that only exists for valid props. */
  protected whenValid<T>(handle: T | undefined): T {
    if (this.#decided instanceof ClusterPropsError) throw this.#decided;
    return handle as T;
  }

  // Throws every problem of the props, since there is no handle then.
  get #known(): Decided<M> {
    if (this.#decided instanceof ClusterPropsError) throw this.#decided;
    return this.#decided;
  }

  // A problem becomes a validation error, so that a synth names every problem of every construct.
  #decide(decide: () => M, cookie: () => Cookie | undefined): Decided<M> | ClusterPropsError {
    try {
      const model = decide();
      const printed = printObjects(this, model.objects);
      const { secretName } = model.cookie;
      const secret = givenSecret(cookie()) ?? kplus.Secret.fromSecretName(this, 'Cookie', secretName);
      return { model, printed, cookie: secret };
    } catch (error) {
      if (!(error instanceof ClusterPropsError)) throw error;
      const messages = error.problems.map((problem) => describeProblem(error.cluster, problem));
      this.node.addValidation({ validate: () => messages });
      return error;
    }
  }
}

interface Decided<M> {
  readonly model: M;
  readonly printed: PrintedObjects;
  readonly cookie: kplus.ISecret;
}
