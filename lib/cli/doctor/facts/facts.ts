import type { Attempt } from '../../cluster/api-problem';
import type { Budget, EndpointSlice, NetworkPolicy, Service } from '../../cluster/api/network-objects';
import type { Event } from '../../cluster/api/objects';
import type { Pod } from '../../cluster/api/workload-objects';
import type { BeamWorkload } from '../../cluster/workload';
import type { CookieFacts, Look } from './inside';

/** All that was learned of a cluster, as plain values; what could not be had says why. */
export interface Facts {
  readonly workload: BeamWorkload;
  /** When it was gathered. */
  readonly now: Date;
  /** Of this package, which the runtime in the image should match. */
  readonly version: string;
  /** The workload's own, without those that are ending. */
  readonly pods: readonly PodFacts[];
  /** All other pods of the namespace. */
  readonly otherPods: readonly Pod[];
  readonly services: Attempt<readonly Service[]>;
  readonly endpointSlices: Attempt<readonly EndpointSlice[]>;
  readonly networkPolicies: Attempt<readonly NetworkPolicy[]>;
  readonly budgets: Attempt<readonly Budget[]>;
  /** What happened to pods within the last hour. */
  readonly events: Attempt<readonly Event[]>;
  readonly namespaceLabels: Attempt<Readonly<Record<string, string>>>;
  /** Undefined where there is no such Secret, or the manifest names none. */
  readonly cookieSecret: Attempt<CookieSecret | undefined>;
}

/** What is kept of the Secret with the cookie: never a value. */
export interface CookieSecret {
  readonly keys: readonly string[];
  readonly cookie?: CookieFacts;
}

export interface PodFacts {
  readonly name: string;
  readonly object: Pod;
  /** What was seen from inside its container; undefined where that does not run. */
  readonly inside?: Look;
  /** Why its container ended, read from its log, where that is a known reason. */
  readonly lastWords?: string;
}

/** The value, or what stands for it where it could not be had. */
export function valueOr<T>(attempt: Attempt<T>, otherwise: T): T {
  return attempt.ok ? attempt.value : otherwise;
}
