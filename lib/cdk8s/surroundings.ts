import type { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ClusterPropsError, type Clustering, type Surroundings } from '../model';
import { printBudget } from './beyond-plus';
import { printNetworkPolicy, printService } from './network';
import type { Cookie } from './props';
import { givenSecret } from './references';
import { decide } from './validation';

/** The objects around a workload, as printed. */
interface Printed {
  readonly discovery: kplus.Service;
  readonly service: kplus.Service | undefined;
  readonly cookie: kplus.ISecret;
  readonly budget: ApiObject | undefined;
  readonly networkPolicy: kplus.NetworkPolicy | undefined;
}

/** A workload may be given or made; the objects around it are the same. */
export abstract class ClusterSurroundings<
  M extends Surroundings<string> & { clustering: Clustering<string> },
> extends Construct {
  readonly #decided: { readonly model: M; readonly printed: Printed } | ClusterPropsError;

  protected constructor(scope: Construct, id: string, model: () => M, cookie: () => Cookie | undefined) {
    super(scope, id);
    const decided = decide(this, model);
    this.#decided =
      decided instanceof ClusterPropsError ? decided : { model: decided, printed: this.#print(decided, cookie()) };
  }

  /** The headless Service that nodes find each other by. */
  get discovery(): kplus.Service {
    return this.#known.printed.discovery;
  }

  /** The client Service. Throws when the cluster has no `http`, or `service` is false. */
  get service(): kplus.Service {
    return this.#present('service', 'http is not given or service is false');
  }

  /** The Secret with the cookie: the one that was given, or a reference to it by name. */
  get cookie(): kplus.ISecret {
    return this.#known.printed.cookie;
  }

  /** The PodDisruptionBudget. Throws when `disruptionBudget` is false. */
  get budget(): ApiObject {
    return this.#present('budget', 'disruptionBudget is false');
  }

  /** The NetworkPolicy. Throws when `networkPolicy` is false. */
  get networkPolicy(): kplus.NetworkPolicy {
    return this.#present('networkPolicy', 'networkPolicy is false');
  }

  /** What was decided; undefined when the props are wrong, which the validation tells. */
  protected get model(): M | undefined {
    return this.#decided instanceof ClusterPropsError ? undefined : this.#decided.model;
  }

  /** A handle that only exists for valid props. */
  protected whenValid<T>(handle: T | undefined): T {
    if (this.#decided instanceof ClusterPropsError) throw this.#decided;
    return handle as T;
  }

  get #known() {
    if (this.#decided instanceof ClusterPropsError) throw this.#decided;
    return this.#decided;
  }

  #print({ clustering, discovery, service, networkPolicy, budget }: M, cookie: Cookie | undefined): Printed {
    return {
      discovery: printService(this, 'Discovery', discovery),
      service: service && printService(this, 'Service', service),
      networkPolicy: networkPolicy && printNetworkPolicy(this, networkPolicy),
      budget: budget && printBudget(this, budget),
      cookie: givenSecret(cookie) ?? kplus.Secret.fromSecretName(this, 'Cookie', clustering.cookie.secretName),
    };
  }

  #present<K extends keyof Printed>(handle: K, why: string): NonNullable<Printed[K]> {
    const object = this.#known.printed[handle];
    if (object === undefined) throw new Error(`BeamCluster "${this.node.id}": there is no ${handle}, because ${why}.`);
    return object;
  }
}
