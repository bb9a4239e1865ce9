import { feature, type Base } from '../feature';
import { fields, port, record, urlPath } from '../schema';
import { containerName, extraContainer, type ExtraContainerProps } from './extra-container';
import type { ResourcesProps } from './resources';

/** What the kubelet asks until a sidecar has started. */
export interface SidecarStartupProps {
  /**
   * Port that the sidecar listens on, on the address of the pod.
   *
   * @since 0.1.0
   * @example 13133
   * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/#startup-probe
   */
  readonly port: number;
  /**
   * Path that answers 2xx once the sidecar works.
   *
   * @default - none: the probe connects to the port
   * @since 0.1.0
   * @example '/startup'
   * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/#http-probes
   */
  readonly path?: string;
}

/** A container that runs beside the application, from before its start until after its end. */
export interface SidecarProps<V = string> extends ExtraContainerProps<V> {
  /**
   * What must answer before anything else starts. A sidecar that the application needs at its start, such as a proxy to a database,
   * should have it.
   *
   * @default - none: the application starts as soon as the sidecar runs
   * @since 0.1.0
   * @example { port: 9090, path: '/startup' }
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  readonly startup?: SidecarStartupProps;
  /**
   * Compute resources, which the scheduler adds to those of the application.
   *
   * @default { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '128Mi' } } - enough for a proxy
   * @since 0.1.0
   * @example { requests: { cpu: '100m', memory: '256Mi' } }
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
   */
  readonly resources?: ResourcesProps;
}

export interface WithSidecarsProps<V = string> {
  /**
   * Containers that run beside the application by their names, in the order in which they start. They start before the
   * application and stop after it, so that it reaches them while it drains. Kubernetes has such containers since 1.29. What
   * others reach of them goes into `ports`. With `autoscaling`, only the application counts.
   *
   * @default - none
   * @since 0.1.0
   * @example { sql: { image: 'cloud-sql-proxy:2.18.2', args: ['--health-check', '--http-address=0.0.0.0', 'shop:europe-west1:shop'], startup: { port: 9090, path: '/startup' } } }
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  readonly sidecars?: Readonly<Record<string, SidecarProps<V>>>;
}

/** The sidecars as they were given, for the features that depend on them. */
export interface Sidecars {
  readonly sidecars: Readonly<Record<string, SidecarProps<unknown>>>;
}

export const sidecars = feature<WithSidecarsProps<unknown>>()({
  name: 'sidecars',
  appliesTo: ['cluster'],
  schema: {
    sidecars: record(
      containerName,
      fields<SidecarProps>(
        { ...extraContainer, startup: fields<SidecarStartupProps>({ port, path: urlPath }, { required: ['port'] }) },
        { required: ['image'] },
      ),
    ),
  },
  decide: ({ sidecars: given = {} }, _: Base) => {
    const settled: Sidecars = { sidecars: given };
    return { settled };
  },
});
