import type { LabelSelector, Metadata } from './metadata';
import type { PodTemplate } from './pod';

export interface Deployment<V> {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly metadata: Metadata<V>;
  readonly spec: WorkloadSpec<V> & {
    readonly strategy: {
      readonly type: 'RollingUpdate';
      readonly rollingUpdate: { readonly maxSurge: Amount; readonly maxUnavailable: Amount };
    };
    readonly progressDeadlineSeconds: number;
  };
}

export interface StatefulSet<V> {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'StatefulSet';
  readonly metadata: Metadata<V>;
  readonly spec: WorkloadSpec<V> & {
    readonly serviceName: string;
    readonly podManagementPolicy: 'Parallel';
    readonly updateStrategy: { readonly type: 'RollingUpdate'; readonly rollingUpdate: { readonly partition: number } };
  };
}

interface WorkloadSpec<V> {
  /** It is missing where an autoscaler owns it. */
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly minReadySeconds: number;
  readonly revisionHistoryLimit: number;
  readonly template: PodTemplate<V>;
}

export type Workload<V> = Deployment<V> | StatefulSet<V>;

/** A number, or a percentage such as `"25%"`. */
export type Amount = number | string;
