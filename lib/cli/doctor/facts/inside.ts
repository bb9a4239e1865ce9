/** The result of asking a pod from inside: `silent` started and did not end in time, `unseen` could not start. */
export type Look =
  | { readonly kind: 'seen'; readonly inside: Inside }
  | { readonly kind: 'silent'; readonly seconds: number }
  | { readonly kind: 'unseen'; readonly reason: string };

/** What is kept of a cookie, without the cookie. */
export interface CookieFacts {
  /** A digest, salted with a random value of this run, so that it is of no use to anybody else. */
  readonly fingerprint: string;
  /** What is wrong with it, as a verb: `is shorter than 20 characters`. */
  readonly weakness?: string;
}

/** What a pod says of itself and of the others. */
export interface Inside {
  /** Why the running node did not answer its own release, and a second VM answered in its place. */
  readonly refusal?: string;
  /** `nonode@nohost` where it is not distributed. */
  readonly node: string;
  readonly otp: string;
  readonly elixir: string;
  readonly cookie: CookieFacts;
  readonly connected: readonly string[];
  /** Its clock less ours, somewhere between the two, in milliseconds. */
  readonly clock: { readonly earliest: number; readonly latest: number };
  readonly dns?: DnsView;
  readonly peers: readonly PeerView[];
  /** Most ports and sockets that the VM has room for. */
  readonly portLimit: number;
  readonly crashDump?: { readonly path: string; readonly bytes: number; readonly writtenAt: string };
  /** Flags, parameters of the kernel application and variables of the running VM that can undo a cluster. */
  readonly settings?: readonly Setting[];
  /** Whether the application listens on the ports of its manifest. */
  readonly servers?: readonly ServerView[];
  /** How the node answers what the kubelet asks for. */
  readonly probes?: readonly ProbeView[];
  /** Undefined where the image is without it. */
  readonly runtime?: RuntimeView;
}

export interface Setting {
  readonly kind: 'flag' | 'kernel' | 'variable';
  readonly name: string;
  readonly value: string;
  /** How often a flag is there. */
  readonly count: number;
}

/** How a port of the container is reached: `ok`, or why not. */
export interface ServerView {
  readonly port: number;
  /** At the address of the pod, as clients and the kubelet reach it. */
  readonly own: string;
  /** At the loopback address, which only the pod itself reaches. */
  readonly loopback: string;
}

export interface ProbeView {
  /** Its name in the properties, such as `readiness`. */
  readonly name: string;
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  /** Where a redirect leads, without a query. */
  readonly location: string;
}

/** What DNS answered inside the pod: addresses, or an error. */
export interface DnsView {
  readonly query: string;
  readonly addresses: readonly string[];
  readonly error?: string;
}

/** How another pod, or the pod itself, is reached from a pod. */
export interface PeerView {
  readonly address: string;
  /** `ok`, or why not: `timeout`, `econnrefused`. */
  readonly epmd: string;
  readonly distribution: string;
  /** What epmd there says is registered; undefined where it did not say. */
  readonly names?: readonly { readonly name: string; readonly port: number }[];
}

/** What this package's runtime says. */
export interface RuntimeView {
  readonly version: string;
  readonly mode: string;
  readonly isReady: boolean;
  readonly isDraining: boolean;
  readonly problems: readonly string[];
  readonly missing: readonly { readonly node: string; readonly cause: string; readonly seconds: number }[];
}
