import type { AnnotationsProps } from './features/annotations';
import type { WithAutoscalingProps } from './features/autoscaling';
import type { CommandProps } from './features/command';
import type { CookieProps } from './features/cookie';
import type { DiscoveryProps } from './features/discovery';
import type { DisruptionProps } from './features/disruption';
import type { GraceProps, WithDrainProps } from './features/drain';
import type { EnvironmentProps } from './features/environment';
import type { TemporaryFilesProps } from './features/files';
import type { WithHttpProps } from './features/http';
import type { IdentityProps } from './features/identity';
import type { ImageProps } from './features/image';
import type { WithIngressProps } from './features/ingress';
import type { WithInitContainersProps } from './features/init-containers';
import type { WithNetworkPolicyProps } from './features/network-policy';
import type { WithPortsProps } from './features/ports';
import type { WithProbesProps } from './features/probes';
import type { ReplicasProps } from './features/replicas';
import type { WithResourcesProps } from './features/resources';
import type { WithRolloutProps } from './features/rollout';
import type { WithRouteProps } from './features/route';
import type { WithSchedulingProps } from './features/scheduling';
import type { WithSchedulesProps } from './features/schedules';
import type { SecretsByValueProps, SecretsProps } from './features/secrets';
import type { SecurityProps } from './features/security';
import type { SelectorProps } from './features/selector';
import type { WithServiceProps } from './features/service';
import type { WithServiceAccountProps } from './features/service-account';
import type { WithSidecarsProps } from './features/sidecars';
import type { WithSpreadProps } from './features/spread';
import type { WithTasksProps } from './features/tasks';
import type { WithVolumesProps } from './features/volumes';
import type { WithVmFlagsProps } from './features/vm-flags';
import type { WorkloadProps } from './features/workload';

export type { AutoscalingProps } from './features/autoscaling';
export type { CookieReference } from './features/cookie';
export type { HeadlessProps } from './features/discovery';
export type { DisruptionBudgetProps } from './features/disruption';
export type { DrainProps } from './features/drain';
export type { EnvFromProps } from './features/environment';
export type { ContainerSecurityProps, ExtraContainerProps } from './features/extra-container';
export type { HttpProps } from './features/http';
export type { IngressProps } from './features/ingress';
export type { InitContainerProps } from './features/init-containers';
export type { NetworkPolicyProps } from './features/network-policy';
export type { PortPeers, PortProps } from './features/named-ports';
export type { PortsProps } from './features/ports';
export type { ProbeProps, ProbesProps } from './features/probes';
export type { QuantitiesProps, ResourcesProps } from './features/resources';
export type { RolloutProps } from './features/rollout';
export type { RouteParent, RouteProps } from './features/route';
export type { RunProps } from './features/run';
export type { ScheduleProps } from './features/schedules';
export type { PodSecurityProps } from './features/security';
export type { SchedulingProps } from './features/scheduling';
export type { AffinityProps, ClientIpProps, StickyCookieProps } from './features/service-affinity';
export type { ServiceProps } from './features/service';
export type { ServiceAccountProps } from './features/service-account';
export type { SidecarProps, SidecarStartupProps } from './features/sidecars';
export type { Spread, SpreadProps } from './features/spread';
export type { TaskProps } from './features/tasks';
export type { EmptyDirProps, FilesProps, VolumeProps } from './features/volumes';
export type { VmFlagsProps } from './features/vm-flags';

/** What a cluster and an attachment have in common. */
interface SharedProps<V>
  extends
    IdentityProps<V>,
    ReplicasProps,
    WithHttpProps,
    WithPortsProps,
    CookieProps<V>,
    DiscoveryProps<V>,
    WithVmFlagsProps,
    WithServiceProps<V>,
    WithIngressProps<V>,
    WithRouteProps<V>,
    WithProbesProps,
    DisruptionProps,
    TemporaryFilesProps,
    WithNetworkPolicyProps {}

interface ClusterProps<V>
  extends
    SharedProps<V>,
    ImageProps<V>,
    WorkloadProps,
    WithAutoscalingProps,
    EnvironmentProps<V>,
    CommandProps<V>,
    WithVolumesProps<V>,
    WithSidecarsProps<V>,
    WithInitContainersProps<V>,
    WithTasksProps<V>,
    WithSchedulesProps<V>,
    AnnotationsProps<V>,
    WithResourcesProps,
    WithRolloutProps,
    WithDrainProps,
    WithSpreadProps,
    WithSchedulingProps<V>,
    SecurityProps,
    WithServiceAccountProps<V> {}

/**
 * What a cluster is made from. `V` is what a value may be that is placed and never read: `string` in cdk8s and in plain
 * manifests, `pulumi.Input<string>` in Pulumi. Everything else decides which objects there are, so it is plain.
 */
export interface BeamClusterProps<V = string> extends ClusterProps<V>, SecretsProps<V> {}

/** The same for an engine that can keep a secret, where variables may be given by value. */
export interface BeamClusterPropsWithSecrets<V> extends ClusterProps<V>, SecretsByValueProps<V> {}

/** What clustering is added to: a workload that exists, named by the labels that select its pods. */
export interface AttachmentProps<V = string> extends SharedProps<V>, SelectorProps, GraceProps {}

/**
 * The same, with the manifest of the workload. The labels that select the pods, the number of replicas, the grace and the
 * `preStop` hook are read from it. Only what cannot be read has to be given.
 */
export interface WorkloadAttachmentProps<V = string>
  extends Omit<AttachmentProps<V>, 'selector'>, Partial<SelectorProps> {
  /**
   * The manifest of a Deployment, a StatefulSet or a DaemonSet. Nothing that it has is changed. Lists in it must be known, and
   * the names, ports and paths in them. Other values may be Outputs in Pulumi.
   *
   * @since 0.1.0
   * @example { kind: 'Deployment', spec: { selector: { matchLabels: { app: 'shop' } }, template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'shop', image: 'ghcr.io/acme/shop:1.0.0' }] } } } }
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/
   */
  readonly workload: object;

  /**
   * Name of the container that runs the release.
   *
   * @default - the first container of the workload
   * @since 0.1.0
   * @example 'shop'
   */
  readonly container?: string;
}
