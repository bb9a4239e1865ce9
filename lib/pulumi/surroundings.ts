import type * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { ClusterPropsError, type AttachmentModel, type ClusterModel, type Problem } from '../model';
import { claimOf } from '../model/collisions';
import type { DecisiveProps, Unless, WhenGiven, WithHttp } from '../model/handles';
import { quote } from '../model/schema';
import type { Text } from './args';
import { generateCookie } from './cookie';
import { occupy } from './neighbours';
import { objectNames, printObjects, type PrintedObjects } from './objects';
import {
  optionsFor,
  problemsOfOptions,
  warningsAbout,
  type ComponentOptions,
  type OptionsFor,
} from './resource-options';

type Model = AttachmentModel<Text> | ClusterModel<Text>;

/** The resources around a workload, by the names of their handles, and the RandomPassword of a generated cookie. */
export type SurroundingName = keyof PrintedObjects | 'cookie' | 'password';

/** The same, as they are checked. */
export const surroundingNames: readonly SurroundingName[] = [...objectNames, 'cookie', 'password'];

/** What a component needs to create its resources. */
interface Making<M, N extends string> {
  readonly type: string;
  readonly name: string;
  /** The resources that options can be given for. */
  readonly resources: readonly N[];
  /** Reads the args, of which it throws every problem; the function that it gives decides, and makes what must be there first. */
  readonly read: () => (options: OptionsFor<N>) => M;
}

/** A component and everything of a cluster that is not the workload. */
export abstract class ClusterSurroundings<M extends Model, P extends DecisiveProps, N extends string = never>
  extends pulumi.ComponentResource
{
  /** The headless Service that nodes find each other by. */
  readonly discovery: k8s.core.v1.Service;
  /** The client Service; undefined without `http` and a port that has `service`, or when `service` is false. */
  readonly service: WithHttp<k8s.core.v1.Service, P>;
  /** The Secret with the generated cookie; undefined where one was given by reference. */
  readonly cookie: k8s.core.v1.Secret | undefined;
  /** The PodDisruptionBudget; undefined when `disruptionBudget` is false. */
  readonly budget: Unless<k8s.policy.v1.PodDisruptionBudget, P, 'disruptionBudget'>;
  /** The NetworkPolicy; undefined when `networkPolicy` is false. */
  readonly networkPolicy: Unless<k8s.networking.v1.NetworkPolicy, P, 'networkPolicy'>;
  /** The HorizontalPodAutoscaler; undefined without `autoscaling`. */
  readonly autoscaler: WhenGiven<k8s.autoscaling.v2.HorizontalPodAutoscaler, P, 'autoscaling'>;
  /** The Ingress; undefined without `ingress`. */
  readonly ingress: WhenGiven<k8s.networking.v1.Ingress, P, 'ingress'>;
  /** The HTTPRoute; undefined without `route`. */
  readonly route: WhenGiven<k8s.apiextensions.CustomResource, P, 'route'>;

  protected readonly model: M;
  protected readonly optionsFor: OptionsFor<N | SurroundingName>;

  // The component records no inputs, because the state would contain them a second time, including secrets.
  protected constructor(
    { type, name, resources, read }: Making<M, N | SurroundingName>,
    { resourceOptions, ...opts }: ComponentOptions<N | SurroundingName> = {},
  ) {
    super(type, name, {}, opts);
    this.optionsFor = optionsFor(this, resourceOptions);
    const decide = readOrRefuse(this, name, problemsOfOptions(resourceOptions, resources), read);
    this.model = decide(this.optionsFor);
    occupy(this, name, claimOf(`BeamCluster ${quote(name)}`, this.model));
    for (const warning of warningsAbout(name, opts)) void pulumi.log.warn(warning, this);
    const printed = printObjects(name, this.model.objects, this.optionsFor);
    this.discovery = printed.discovery;
    this.service = printed.service as typeof this.service;
    this.budget = printed.budget as typeof this.budget;
    this.networkPolicy = printed.networkPolicy as typeof this.networkPolicy;
    this.autoscaler = printed.autoscaler as typeof this.autoscaler;
    this.ingress = printed.ingress as typeof this.ingress;
    this.route = printed.route as typeof this.route;
    const { generated, key } = this.model.cookie;
    this.cookie = generated && generateCookie(name, generated, key, this.optionsFor);
  }

  /** Every handle, as outputs of the component. */
  protected get handles() {
    const { discovery, service, cookie, budget, networkPolicy, autoscaler, ingress, route } = this;
    return { discovery, service, cookie, budget, networkPolicy, autoscaler, ingress, route };
  }
}

// All problems come at once: those of the options, and those of the args.
function readOrRefuse<T>(component: pulumi.Resource, name: string, problems: readonly Problem[], read: () => T): T {
  let more: readonly Problem[] = [];
  try {
    const reading = read();
    if (problems.length === 0) return reading;
  } catch (error) {
    if (!(error instanceof ClusterPropsError)) throw error;
    more = error.problems;
  }
  const { message } = new ClusterPropsError(name, [...problems, ...more]);
  throw new pulumi.ResourceError(message, component, true);
}
