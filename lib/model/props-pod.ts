/** What a pod of a cluster is given. */

/** A key of a Secret that is there before the pods start. */
export interface CookieReference<V = string> {
  /** Name of the Secret. */
  readonly secretName: V;
  /**
   * Key in the Secret.
   *
   * @default 'erlang-cookie'
   */
  readonly key?: string;
}

/** A Secret or a ConfigMap, one of the two, as a source of variables. */
export interface EnvFromProps<V = string> {
  /** Name of the Secret. */
  readonly secretName?: V;
  /** Name of the ConfigMap. */
  readonly configMapName?: V;
  /**
   * Put before every name.
   *
   * @default - nothing
   */
  readonly prefix?: string;
  /**
   * Whether pods may start without it.
   *
   * @default false - a node that lacks its settings must not join the others
   */
  readonly optional?: boolean;
}

/** Quantities by the names `cpu`, `memory` and `ephemeral-storage`. */
export interface ResourcesProps {
  /** What the scheduler sets aside. @default { cpu: '250m', memory: '512Mi' }, or the limit where one is given */
  readonly requests?: Readonly<Record<string, string>>;
  /** What a container may use at most. @default - the memory request, and no other */
  readonly limits?: Readonly<Record<string, string>>;
}

export interface ServiceAccountProps<V = string> {
  /**
   * Name of the ServiceAccount.
   *
   * @default - the namespace's `default`
   */
  readonly name?: V;
  /**
   * Whether its token is mounted.
   *
   * @default false - nothing in the cluster asks the Kubernetes API
   */
  readonly automountToken?: boolean;
}

export interface PodSecurityProps {
  /** Numeric user, not 0. @default 65534 */
  readonly user?: number;
  /** Numeric group, which also owns the volumes. @default 65534 */
  readonly group?: number;
  /** Whether only `/tmp` and the crash dump's folder can be written. @default true */
  readonly readOnlyRootFilesystem?: boolean;
}

export interface ProbesProps {
  /** Lets a release boot. @default { periodSeconds: 1, failureThreshold: 300, timeoutSeconds: 2 } - up to 300 s */
  readonly startup?: ProbeProps | false;
  /** Keeps traffic from a pod. @default { periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 3 } - after 15 s */
  readonly readiness?: ProbeProps | false;
  /** Restarts a pod. @default { periodSeconds: 10, failureThreshold: 6, timeoutSeconds: 5 } - after 60 s */
  readonly liveness?: ProbeProps | false;
}

/** Numbers of one probe; what is not given stays as `ProbesProps` has it. */
export interface ProbeProps {
  /** Path that is asked for. @default - the ready path for readiness, the health path for the others */
  readonly path?: string;
  /** Pause before the first look. @default 0 - the startup probe is what waits */
  readonly initialDelaySeconds?: number;
  /** Pause between two looks, at least 1. */
  readonly periodSeconds?: number;
  /** How long an answer may take, at least 1. */
  readonly timeoutSeconds?: number;
  /** How often in a row it must fail, at least 1. */
  readonly failureThreshold?: number;
}

export interface VmFlagsProps {
  /** Whether schedulers spin while idle, which a container pays for. @default false */
  readonly busyWait?: boolean;
  /** Size of the port table; without it a huge file limit of the host costs gigabytes. @default 65536 */
  readonly maxPorts?: number;
  /** Seconds after which a silent node counts as down, the same on all nodes. @default 15 - seen within 20 s */
  readonly netTicktime?: number;
  /** Online schedulers. @default - as many as the VM sees processors */
  readonly schedulers?: number;
  /** More flags, each one word, put last: `['+zdbbl', '32768']`. @default - none */
  readonly extra?: readonly string[];
}
