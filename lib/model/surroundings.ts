import type { Clustering } from './clustering';
import { disruptionBudget } from './disruption';
import type { Labels, Metadata, NetworkPolicy, PodDisruptionBudget, Service } from './kubernetes';
import { metadata } from './metadata';
import { networkPolicy } from './network-policy';
import type { AttachmentProps, BeamClusterProps } from './props';
import { clientService, headlessService } from './services';

/** The objects around a workload: each is left out where the props say so. */
export interface Surroundings<V> {
  /** The headless Service that nodes find each other by. */
  readonly discovery: Service<V>;
  /** The client Service; none without HTTP, or when `service` is false. */
  readonly service?: Service<V>;
  readonly budget?: PodDisruptionBudget<V>;
  readonly networkPolicy?: NetworkPolicy<V>;
}

export function decideSurroundings<V>(
  { identity, ports }: Clustering<V>,
  selector: Labels,
  props: BeamClusterProps<V> | AttachmentProps<V>,
): Surroundings<V> {
  const named = (name: string, annotations?: Readonly<Record<string, V>>): Metadata<V> =>
    metadata(name, props.namespace, identity.labels, annotations);
  const { name, headlessName } = identity;
  const { service, disruptionBudget: budget, networkPolicy: policy } = props;
  return {
    discovery: headlessService(named(headlessName, props.headless?.annotations), selector, ports, props),
    ...(ports.http === undefined || service === false
      ? {}
      : { service: clientService(named(name, service?.annotations), selector, ports.http, service) }),
    ...(budget === false ? {} : { budget: disruptionBudget(named(name), selector, budget) }),
    ...(policy === false ? {} : { networkPolicy: networkPolicy(named(name), selector, ports, policy) }),
  };
}
