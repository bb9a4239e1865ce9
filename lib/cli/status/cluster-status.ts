/** What one BEAM node says of the cluster. */
export interface NodeView {
  /** Its name, such as `rsolv_api@10.0.1.5`. */
  readonly node: string;
  readonly connected: readonly string[];
  /** The other nodes that DNS lists. Undefined where the node does not report them. */
  readonly discovered?: readonly string[];
  readonly missing: readonly { readonly node: string; readonly cause: string; readonly seconds: number }[];
  /** What DNS answers instead of addresses. */
  readonly dnsError?: string;
  readonly ready?: boolean;
  readonly draining: boolean;
  readonly uptimeSeconds?: number;
  readonly versions: { readonly otp?: string; readonly elixir?: string; readonly runtime?: string };
  /** The newest first. */
  readonly changes: readonly NodeChange[];
  /** Milliseconds to a node and back. */
  readonly roundTrips: Readonly<Record<string, number>>;
  /** Configuration mistakes that the runtime found. */
  readonly problems: readonly string[];
}

export interface NodeChange {
  readonly node: string;
  readonly change: 'joined' | 'left' | 'lost';
  readonly secondsAgo: number;
}

export type MemberState = 'ready' | 'not ready' | 'draining' | 'waiting' | 'ended';

/** A pod, and the node in it. */
export interface Member {
  readonly pod: string;
  readonly address?: string;
  readonly machine?: string;
  readonly zone?: string;
  readonly ageSeconds: number;
  readonly restarts: number;
  readonly state: MemberState;
  /** Why it is not ready, as Kubernetes says: `CrashLoopBackOff`, `Unschedulable` … */
  readonly reason?: string;
  /** Tag or digest of the image. */
  readonly version: string;
  /** What the node reports. Undefined where it was not reached. */
  readonly view?: NodeView;
  readonly notReached?: string;
}

export type LinkState = 'up' | 'down' | 'unknown';

/** The link between two members, by their place in the list. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly state: LinkState;
  /** `refused`, `unreachable` … where the node knows. */
  readonly cause?: string;
  readonly roundTripMs?: number;
}

/** Everything that `status` shows, and what `--json` prints. */
export interface ClusterStatus {
  readonly namespace: string;
  readonly context: string;
  readonly workload: { readonly kind: string; readonly name: string; readonly replicas: number };
  readonly members: readonly Member[];
  readonly links: readonly Link[];
  readonly changes: readonly NodeChange[];
  /** What is wrong, the worst first. */
  readonly problems: readonly string[];
  /** What could not be checked. */
  readonly notReached: readonly string[];
}
