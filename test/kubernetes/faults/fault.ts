import type { Application } from '../application';
import type { PodObject } from '../objects';
import type { FaultKind } from './kinds';

/** What there is when a fault strikes. */
export interface Scene {
  readonly application: Application;
  /** All Ready, and each connected to all the others. */
  readonly pods: readonly PodObject[];
  /** Chooses by the seed. */
  readonly choose: <T>(from: readonly T[]) => T;
}

/** What a fault may have done, now that it is over. */
export interface Effect {
  /** Whom it struck, in words. */
  readonly target: string;
  /** How many pods there are to be. */
  readonly size: number;
  /** Whether it may have restarted or deleted a pod that was there before. */
  readonly hits: (pod: PodObject) => boolean;
  /** Whether a pod may have lost its link to another one. Without it, to those that were hit alone. */
  readonly cuts?: (observer: PodObject, lost: PodObject) => boolean;
  /** Whether the same link may be lost more than once. */
  readonly cutsAgain?: boolean;
  /** How pods that go are logged by those that stay. */
  readonly manner: 'left' | 'lost';
  /** Whether everything has come that it was to bring about; looked at until the time is over. */
  readonly isDone: (pods: readonly PodObject[]) => boolean | Promise<boolean>;
  /** What the kubelet waits before it starts a container again that has ended several times. */
  readonly backOffSeconds?: number;
}

export interface Fault {
  readonly kind: FaultKind;
  readonly strike: (scene: Scene) => Promise<Effect>;
}

export function isSame(pod: PodObject): (other: PodObject) => boolean {
  return (other) => other.metadata.uid === pod.metadata.uid;
}

export function isNone(): boolean {
  return false;
}
