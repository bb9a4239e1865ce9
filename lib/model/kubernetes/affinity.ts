import type { Labels } from './metadata';

/** Affinity of a pod. */
export interface Affinity {
  /**
   * Machines that the pod wants.
   *
   * @default - none
   * @since 0.1.0
   * @example { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }] } }
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
   */
  readonly nodeAffinity?: NodeAffinity;
  /**
   * Pods that the pod wants to be near to.
   *
   * @default - none
   * @since 0.1.0
   * @example { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'batch' } } }] }
   */
  readonly podAffinity?: PodAffinity;
  /**
   * Pods that the pod wants to be away from.
   *
   * @default - none
   * @since 0.1.0
   * @example { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'batch' } } }] }
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
   */
  readonly podAntiAffinity?: PodAffinity;
}

/** Machines that a pod wants. */
export interface NodeAffinity {
  /**
   * A pod stays pending until a machine matches.
   *
   * @default - none
   * @since 0.1.0
   * @example { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }] }
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;
  /**
   * The scheduler prefers machines that match.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ weight: 50, preference: { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] } }]
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredNode[];
}

/** Machines by terms, of which one must match. */
export interface NodeSelector {
  /**
   * The terms, at least one.
   *
   * @since 0.1.0
   * @example [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }]
   */
  readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
}

/** Machines that the scheduler prefers. */
export interface PreferredNode {
  /**
   * How much it counts, from 1 to 100.
   *
   * @since 0.1.0
   * @example 50
   */
  readonly weight: number;
  /**
   * Which machines.
   *
   * @since 0.1.0
   * @example { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }
   */
  readonly preference: NodeSelectorTerm;
}

/** Machines by their labels and fields. All expressions must match. */
export interface NodeSelectorTerm {
  /**
   * Expressions on the labels of the machine.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ key: 'disk', operator: 'In', values: ['ssd'] }]
   */
  readonly matchExpressions?: readonly Requirement<'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt'>[];
  /**
   * Expressions on the fields of the machine, of which there is `metadata.name`.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }]
   */
  readonly matchFields?: readonly Requirement<'In' | 'NotIn'>[];
}

/** Pods that a pod wants to be near to or away from. */
export interface PodAffinity {
  /**
   * A pod stays pending until a machine fits.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'batch' } } }]
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  /**
   * The scheduler prefers machines that fit.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ weight: 50, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'batch' } } } }]
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredPods[];
}

/** Pods that count for the scheduler. */
export interface PreferredPods {
  /**
   * How much it counts, from 1 to 100.
   *
   * @since 0.1.0
   * @example 50
   */
  readonly weight: number;
  /**
   * Which pods.
   *
   * @since 0.1.0
   * @example { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'batch' } } }
   */
  readonly podAffinityTerm: PodAffinityTerm;
}

/** Other pods, and what near means. */
export interface PodAffinityTerm {
  /**
   * Label of machines. Machines with the same value of it are near to each other.
   *
   * @since 0.1.0
   * @example 'kubernetes.io/hostname'
   */
  readonly topologyKey: string;
  /**
   * Which pods. `{}` selects all of them.
   *
   * @since 0.1.0
   * @example { matchLabels: { app: 'batch' } }
   */
  readonly labelSelector: Selector;
  /**
   * Namespaces of the pods.
   *
   * @default - the pod's own
   * @since 0.1.0
   * @example ['data']
   */
  readonly namespaces?: readonly string[];
  /**
   * Namespaces of the pods, by their labels.
   *
   * @default - the pod's own
   * @since 0.1.0
   * @example { matchLabels: { team: 'data' } }
   */
  readonly namespaceSelector?: Selector;
}

/** Objects by their labels. All labels and expressions must match. */
export interface Selector {
  /**
   * Labels that the object has.
   *
   * @default - none
   * @since 0.1.0
   * @example { app: 'batch' }
   */
  readonly matchLabels?: Labels;
  /**
   * Expressions on the labels.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ key: 'app', operator: 'In', values: ['batch'] }]
   */
  readonly matchExpressions?: readonly Requirement<'In' | 'NotIn' | 'Exists' | 'DoesNotExist'>[];
}

/** An expression on a label or a field. */
export interface Requirement<Operator extends string> {
  /**
   * Key of the label, or name of the field.
   *
   * @since 0.1.0
   * @example 'disk'
   */
  readonly key: string;
  /**
   * `In` and `NotIn` need values, `Gt` and `Lt` one number, `Exists` and `DoesNotExist` none.
   *
   * @since 0.1.0
   * @example 'In'
   */
  readonly operator: Operator;
  /**
   * What the value is compared with.
   *
   * @default - none
   * @since 0.1.0
   * @example ['ssd', 'nvme']
   */
  readonly values?: readonly string[];
}
