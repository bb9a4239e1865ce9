import type { EnvSource, ImagePullPolicy, IpFamily, Labels } from './kubernetes';
import type { DisruptionBudgetProps, DrainProps, RolloutProps, SpreadProps } from './props-lifecycle';
import type { HeadlessProps, HttpProps, NetworkPolicyProps, PortsProps, ServiceProps } from './props-network';
import type {
  CookieReference,
  EnvFromProps,
  PodSecurityProps,
  ProbesProps,
  ResourcesProps,
  ServiceAccountProps,
  VmFlagsProps,
} from './props-pod';

export type * from './props-lifecycle';
export type * from './props-network';
export type * from './props-pod';

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
   * Family of the pods' addresses, where Kubernetes gives a pod two that of the first. The distribution speaks it, and
   * discovery asks for it.
   *
   * @default - IPv4 between the nodes, and the headless Service has the family of the Kubernetes cluster
   */
  readonly ipFamily?: IpFamily;

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
  | 'ipFamily'
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
