import type { Amount, EnvSource, ImagePullPolicy, Labels, ServiceType } from './kubernetes';

/**
 * What a cluster is made from. `V` is what a value may be that is placed and never read: `string` in cdk8s and in plain
 * manifests, `pulumi.Input<string>` in Pulumi. Everything else decides which objects there are, so it is plain.
 */
export interface BeamClusterProps<V = string> {
  /**
   * Name of the workload and of the client Service, and the stem of every other name. A DNS-1035 label of at most 54
   * characters, because `<name>-headless` must fit into 63.
   *
   * @default - the construct's id in cdk8s, the resource's name in Pulumi
   */
  readonly name?: string;

  /**
   * Namespace of every object.
   *
   * @default - the namespace of the cdk8s chart or of the Pulumi provider
   */
  readonly namespace?: V;

  /**
   * Node base name, which is the part before the `@`. Must be an Erlang atom that needs no quotes, and for
   * `bin/<release> rpc` the name in `mix.exs`.
   *
   * @default - the name with `_` for `-`, as `mix release` names it
   */
  readonly release?: string;

  /** Container image of the release. It needs nothing but a stock `mix release`. */
  readonly image: V;

  /**
   * Number of nodes, at least 1. It is not printed into the environment, so that scaling never restarts a pod.
   *
   * @default 3 - one for each zone of a usual region, and a majority is left when one is lost
   */
  readonly replicas?: number;

  /**
   * Kind of workload. A StatefulSet gives the pods stable names; it starts them in parallel, since nodes that wait for
   * each other never form a cluster.
   *
   * @default 'Deployment' - it replaces a pod before it takes one away, and does not get stuck on a bad rollout
   */
  readonly workload?: 'Deployment' | 'StatefulSet';

  /**
   * Where the application listens for HTTP. Without it there is no client Service, and probes look at the
   * distribution port.
   *
   * @default - none
   */
  readonly http?: HttpProps;

  /**
   * Ports between the nodes.
   *
   * @default { epmd: 4369, distribution: 9100 }
   */
  readonly ports?: PortsProps;

  /**
   * Secret that holds the Erlang cookie. Only ever a reference: a literal cookie is refused.
   *
   * @default - cdk8s: key `erlang-cookie` of the Secret `<name>-secrets`; Pulumi: a generated one in `<name>-erlang-cookie`
   */
  readonly cookie?: CookieReference<V>;

  /**
   * Environment variables of the application, in the order given, after those of the cluster. A value is a string or a
   * reference such as `{ secretKeyRef: { name: 'db', key: 'url' } }`.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, V | EnvSource<V>>>;

  /**
   * Secrets and ConfigMaps whose every key becomes a variable.
   *
   * @default - none
   */
  readonly envFrom?: readonly EnvFromProps<V>[];

  /**
   * Names of Secrets whose every key becomes a variable: short for `envFrom` with `secretName` alone.
   *
   * @default - none
   */
  readonly secrets?: readonly V[];

  /**
   * Labels added to every object and to the pods. The labels that select the pods cannot be given.
   *
   * @default - none
   */
  readonly labels?: Labels;

  /**
   * Annotations added to the workload and to its pods, so that a change of one rolls the pods.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, V>>;

  /**
   * Compute resources, in the form of Kubernetes. A memory request without a limit becomes the limit too, and the
   * reverse: a node that is killed because its neighbour grew is lost to everybody.
   *
   * @default { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } } - no CPU limit, since throttled schedulers miss ticks
   */
  readonly resources?: ResourcesProps;

  /**
   * Replaces the image's entry point.
   *
   * @default - the image's own
   */
  readonly command?: readonly V[];

  /**
   * Replaces the image's arguments.
   *
   * @default - the image's own
   */
  readonly args?: readonly V[];

  /**
   * When the kubelet pulls the image.
   *
   * @default 'IfNotPresent' - a node that restarts must not depend on a registry
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * Names of the Secrets with registry credentials.
   *
   * @default - none
   */
  readonly imagePullSecrets?: readonly V[];

  /**
   * ServiceAccount of the pods. Discovery asks DNS, not the API, so no permission is needed for it.
   *
   * @default - the namespace's `default`, with no token mounted
   */
  readonly serviceAccount?: ServiceAccountProps<V>;

  /**
   * Identity and root file system of the container.
   *
   * @default { user: 65534, group: 65534, readOnlyRootFilesystem: true } - `nobody`, as in Phoenix' own Dockerfile
   */
  readonly podSecurity?: PodSecurityProps;

  /**
   * Numbers of the three probes; `false` leaves one out.
   *
   * @default - up to 300 s to boot, unready after 15 s, restarted after 60 s
   */
  readonly probes?: ProbesProps;

  /**
   * How a pod leaves.
   *
   * @default { preStopSeconds: 10, shutdownSeconds: 45, graceSeconds: 60 }
   */
  readonly drain?: DrainProps;

  /**
   * How a new version replaces the old one.
   *
   * @default - one pod more, none less, each 10 s ready before the next
   */
  readonly rollout?: RolloutProps;

  /**
   * How many pods a voluntary disruption, such as a drained machine, may take at a time; `false` for no budget.
   *
   * @default { maxUnavailable: 1 }
   */
  readonly disruptionBudget?: DisruptionBudgetProps | false;

  /**
   * How pods spread over zones and hosts; `false` leaves it to the scheduler.
   *
   * @default { zones: 'prefer', hosts: 'prefer' } - never blocks scheduling
   */
  readonly spread?: SpreadProps | false;

  /**
   * Flags of the Erlang VM, printed into `ERL_AFLAGS`, where the flags of the image's own `vm.args` come later and win.
   *
   * @default { busyWait: false, maxPorts: 65536, netTicktime: 15 }
   */
  readonly vmFlags?: VmFlagsProps;

  /**
   * Client Service: the HTTP port of the ready pods; `false` for none, where there is one already.
   *
   * @default { type: 'ClusterIP' } on the HTTP port
   */
  readonly service?: ServiceProps<V> | false;

  /**
   * Headless Service that discovery asks for.
   *
   * @default { publishNotReadyAddresses: true }
   */
  readonly headless?: HeadlessProps<V>;

  /**
   * Who may talk to the pods; `false` prints no policy.
   *
   * @default { egress: 'open' }
   */
  readonly networkPolicy?: NetworkPolicyProps | false;

  /**
   * DNS domain of the Kubernetes cluster, for one whose pods have no search list to tell it.
   *
   * @default - found by the runtime in the pod's /etc/resolv.conf
   */
  readonly clusterDomain?: string;
}

/** The same for an engine that can keep a secret, where variables may be given by value. */
export interface BeamClusterPropsWithSecrets<V> extends Omit<BeamClusterProps<V>, 'secrets'> {
  /**
   * Names of Secrets whose every key becomes a variable, or a map of secret variables. A map goes into a Secret with a
   * generated name, so that a change makes the new Secret, rolls the pods and only then deletes the old one.
   *
   * @default - none
   */
  readonly secrets?: readonly V[] | Readonly<Record<string, V>>;
}

export interface HttpProps {
  /** Port the application listens on, told to it as `PORT` unless `env` has its own. */
  readonly port: number;
  /**
   * Path that answers 2xx while the VM works, whatever the peers do.
   *
   * @default '/health'
   */
  readonly healthPath?: string;
  /**
   * Path that answers 2xx when the pod may get traffic.
   *
   * @default - the health path
   */
  readonly readyPath?: string;
}

export interface PortsProps {
  /**
   * Port of the Erlang port mapper daemon.
   *
   * @default 4369 - its registered port
   */
  readonly epmd?: number;
  /**
   * The one port of the Erlang distribution.
   *
   * @default 9100
   */
  readonly distribution?: number;
}

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
  readonly secretName?: V;
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
   * @default false
   */
  readonly optional?: boolean;
}

export interface ResourcesProps {
  readonly requests?: Readonly<Record<string, string>>;
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
   * @default false
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
  /** @default { periodSeconds: 2, failureThreshold: 150, timeoutSeconds: 2 } */
  readonly startup?: ProbeProps | false;
  /** @default { periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 3 } */
  readonly readiness?: ProbeProps | false;
  /** @default { periodSeconds: 10, failureThreshold: 6, timeoutSeconds: 5 } */
  readonly liveness?: ProbeProps | false;
}

export interface ProbeProps {
  /** @default - the ready path for readiness, the health path for the others */
  readonly path?: string;
  /** @default 0 */
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  /** How often in a row it must fail. */
  readonly failureThreshold?: number;
}

export interface DrainProps {
  /**
   * Pause before SIGTERM, in which proxies learn that the pod takes no more traffic. 0 for none.
   *
   * @default 10
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

/** One of the two. */
export interface DisruptionBudgetProps {
  readonly maxUnavailable?: Amount;
  readonly minAvailable?: Amount;
}

export interface SpreadProps {
  /** @default 'prefer' */
  readonly zones?: Spread;
  /** @default 'prefer' */
  readonly hosts?: Spread;
}

/** `prefer` never blocks scheduling; `require` leaves a pod pending rather than uneven. */
export type Spread = 'prefer' | 'require' | 'ignore';

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

export interface ServiceProps<V = string> {
  /** @default 'ClusterIP' */
  readonly type?: ServiceType;
  /** Port that clients use. @default - the HTTP port */
  readonly port?: number;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, V>>;
}

export interface HeadlessProps<V = string> {
  /**
   * Whether DNS has pods that are not ready. Off, nodes can only meet after they are ready.
   *
   * @default true
   */
  readonly publishNotReadyAddresses?: boolean;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, V>>;
}

export interface NetworkPolicyProps {
  /**
   * Where pods may connect to: `open` for anywhere, `cluster` for DNS and their peers alone; add policies for more.
   *
   * @default 'open'
   */
  readonly egress?: 'open' | 'cluster';
}

/** What clustering is added to: a workload that exists, named by the labels that select its pods. */
export interface AttachmentProps<V = string> extends Pick<
  BeamClusterProps<V>,
  | 'name'
  | 'namespace'
  | 'release'
  | 'replicas'
  | 'http'
  | 'ports'
  | 'cookie'
  | 'labels'
  | 'probes'
  | 'vmFlags'
  | 'service'
  | 'headless'
  | 'disruptionBudget'
  | 'networkPolicy'
  | 'clusterDomain'
> {
  /** Labels that select the workload's pods, and no others. */
  readonly selector: Labels;
  /**
   * The workload's `terminationGracePeriodSeconds`.
   *
   * @default 30 - as in Kubernetes
   */
  readonly graceSeconds?: number;
}
