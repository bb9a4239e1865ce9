import type { Amount } from './kubernetes';

/** How pods come, go and are placed. */

export interface DrainProps {
  /**
   * Pause before SIGTERM, in which proxies learn that the pod takes no more traffic. 0 for none.
   *
   * @default 10 - an endpoint that is gone takes seconds to reach every proxy
   */
  readonly preStopSeconds?: number;
  /**
   * What the application may take between SIGTERM and exit; told to the runtime as `CLUSTER_DRAIN_SECONDS`.
   *
   * @default - what grace leaves after the pause and 5 s to exit
   */
  readonly shutdownSeconds?: number;
  /**
   * When the kubelet kills what is left, counted from the start of the pause.
   *
   * @default 60, or more where the other two need it
   */
  readonly graceSeconds?: number;
}

export interface RolloutProps {
  /** Pods more than `replicas`; a Deployment's alone. @default 1 */
  readonly maxSurge?: Amount;
  /** Pods less than `replicas`; a Deployment's alone. @default 0 */
  readonly maxUnavailable?: Amount;
  /** How long a pod must be ready before the next one goes. @default 10 */
  readonly minReadySeconds?: number;
  /** After how long a rollout counts as failed; a Deployment's alone. @default 600 */
  readonly progressDeadlineSeconds?: number;
  /** Old versions kept for a rollback. @default 10 */
  readonly revisionHistoryLimit?: number;
}

/** One of the two; without either, one pod may go. */
export interface DisruptionBudgetProps {
  /** How many may be gone at a time, at least one. */
  readonly maxUnavailable?: Amount;
  /** How many must stay, less than `replicas`. */
  readonly minAvailable?: Amount;
}

export interface SpreadProps {
  /** Over zones, so that a lost one takes few nodes. @default 'prefer' */
  readonly zones?: Spread;
  /** Over machines. @default 'prefer' */
  readonly hosts?: Spread;
}

/** `prefer` never blocks scheduling; `require` leaves a pod pending rather than uneven. */
export type Spread = 'prefer' | 'require' | 'ignore';
