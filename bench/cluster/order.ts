import type { Contender } from '../bed/contenders';

/** How CoreDNS is set up: as kubeadm does it (`ttl 30`, no cache for `cluster.local`), or with `cache 5`. */
export type BenchDns = 'kubeadm' | 'cache5';

/** One Deployment of three pods with names of its own, from `kubectl apply` to the mesh. */
export interface TrialOrder {
  readonly do: 'trial';
  readonly contender: Contender;
  readonly dns: BenchDns;
  /** The headless Service's `publishNotReadyAddresses`. */
  readonly publishNotReady: boolean;
  /** What the application does before its discovery starts, and before it is ready. */
  readonly bootDelayMs: number;
}

/** Moments in milliseconds after `kubectl apply` was called. */
export interface Trial {
  readonly lastVmStart: number;
  /** The first look-up of a pod follows the start of its discovery at once. */
  readonly firstLookUp: number;
  readonly lastFirstLookUp: number;
  /** When the API server had the first address that DNS may give. */
  readonly firstPublication: number;
  readonly mesh: number;
}

/** CoreDNS is stopped for a while, with so many Deployments of each contender side by side. */
export interface OutageOrder {
  readonly do: 'outage';
  readonly dns: BenchDns;
  readonly deployments: number;
}

export interface Outage {
  readonly contender: Contender;
  readonly lostLinks: number;
  readonly brokenMs: number;
}

/** What an order is answered with. */
export interface Answers {
  readonly trial: Trial;
  readonly outage: readonly Outage[];
}

export type Order = TrialOrder | OutageOrder;

export interface Answer {
  readonly result?: unknown;
  readonly error?: string;
}
