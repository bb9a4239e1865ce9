import type { Selector } from './affinity';
import type { Metadata } from './metadata';

/** A HorizontalPodAutoscaler, in the words of the Kubernetes API. */
export interface HorizontalPodAutoscaler<V> {
  readonly apiVersion: 'autoscaling/v2';
  readonly kind: 'HorizontalPodAutoscaler';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly scaleTargetRef: ObjectReference;
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly metrics: readonly Metric[];
    readonly behavior: ScalingBehavior;
  };
}

/** An object of the namespace. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** What the autoscaler looks at: the field that `type` names. */
export interface Metric {
  readonly type: 'Resource' | 'ContainerResource' | 'Pods' | 'Object' | 'External';
  readonly resource?: { readonly name: string; readonly target: MetricTarget };
  readonly containerResource?: { readonly name: string; readonly container: string; readonly target: MetricTarget };
  readonly pods?: { readonly metric: MetricName; readonly target: MetricTarget };
  readonly object?: {
    readonly describedObject: ObjectReference;
    readonly metric: MetricName;
    readonly target: MetricTarget;
  };
  readonly external?: { readonly metric: MetricName; readonly target: MetricTarget };
}

export interface MetricName {
  readonly name: string;
  readonly selector?: Selector;
}

/** The value that the autoscaler aims at: the field that `type` names. */
export interface MetricTarget {
  readonly type: 'Utilization' | 'Value' | 'AverageValue';
  readonly averageUtilization?: number;
  readonly value?: string;
  readonly averageValue?: string;
}

/** How fast the number of pods changes. */
export interface ScalingBehavior {
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}

export interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: 'Max' | 'Min' | 'Disabled';
  readonly policies?: readonly ScalingPolicy[];
}

export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}
