import { feature, type Base } from '../feature';
import { fields, flag, record } from '../schema';
import { containerName, extraContainer, type ExtraContainerProps } from './extra-container';
import type { ResourcesProps } from './resources';

/** A container that must end before the application starts. */
export interface InitContainerProps<V = string> extends ExtraContainerProps<V> {
  /**
   * Whether it ends before the first sidecar starts, because it prepares what a sidecar reads.
   *
   * @default false - a step that talks to a database needs the sidecar that leads there
   * @since 0.1.0
   * @example true
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  readonly beforeSidecars?: boolean;
  /**
   * Compute resources. It runs before the application, so the scheduler sets aside the larger of the two, and not both.
   *
   * @default - those of the application - they cost nothing more
   * @since 0.1.0
   * @example { requests: { cpu: '100m', memory: '128Mi' } }
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
   */
  readonly resources?: ResourcesProps;
}

export interface WithInitContainersProps<V = string> {
  /**
   * Containers that must end, one after the other, before the application starts, by their names and in the order given. The
   * sidecars run by then. Each of them runs in each pod, and again after each restart of the pod.
   *
   * @default - none
   * @since 0.1.0
   * @example { geodata: { image: 'ghcr.io/acme/geodata:2026.11', args: ['--to', '/geodata'], mounts: { geodata: '/geodata' } } }
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   */
  readonly initContainers?: Readonly<Record<string, InitContainerProps<V>>>;
}

/** The init containers as they were given, for the features that depend on them. */
export interface InitContainers {
  readonly initContainers: Readonly<Record<string, InitContainerProps<unknown>>>;
}

export const initContainers = feature<WithInitContainersProps<unknown>>()({
  name: 'init containers',
  appliesTo: ['cluster'],
  schema: {
    initContainers: record(
      containerName,
      fields<InitContainerProps>({ ...extraContainer, beforeSidecars: flag }, { required: ['image'] }),
    ),
  },
  decide: ({ initContainers: given = {} }, _: Base) => {
    const settled: InitContainers = { initContainers: given };
    return { settled };
  },
});
