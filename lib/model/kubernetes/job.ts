import type { Container } from './container';
import type { Annotations, Labels, Metadata } from './metadata';
import type { PodSpec } from './pod';

/** A run of the release that ends. */
export interface Job<V> {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'Job';
  readonly metadata: Metadata<V>;
  readonly spec: JobSpec<V>;
}

export interface CronJob<V> {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'CronJob';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly schedule: string;
    readonly timeZone: string;
    readonly concurrencyPolicy: ConcurrencyPolicy;
    readonly startingDeadlineSeconds: number;
    readonly successfulJobsHistoryLimit: number;
    readonly failedJobsHistoryLimit: number;
    readonly suspend?: boolean;
    readonly jobTemplate: { readonly spec: JobSpec<V> };
  };
}

export type ConcurrencyPolicy = 'Allow' | 'Forbid' | 'Replace';

export interface JobSpec<V> {
  readonly backoffLimit: number;
  readonly activeDeadlineSeconds: number;
  readonly ttlSecondsAfterFinished?: number;
  readonly template: {
    readonly metadata: { readonly labels: Labels; readonly annotations?: Annotations<V> };
    readonly spec: JobPodSpec<V>;
  };
}

export interface JobPodSpec<V> extends Omit<PodSpec<V>, 'containers' | 'topologySpreadConstraints'> {
  readonly restartPolicy: 'Never';
  readonly containers: readonly [JobContainer<V>];
}

/** The container of a run. Nothing asks it for anything. */
export type JobContainer<V> = Omit<
  Container<V>,
  'ports' | 'startupProbe' | 'readinessProbe' | 'livenessProbe' | 'lifecycle'
>;
