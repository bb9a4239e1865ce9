import type { Affinity } from './affinity';
import type { Container, InitContainer } from './container';
import type { Annotations, LabelSelector, Labels } from './metadata';
import type { DnsConfig, DnsPolicy, HostAlias, Toleration } from './scheduling';

/** The pod of a workload, in the words of the Kubernetes API. */
export interface PodTemplate<V> {
  readonly metadata: { readonly labels: Labels; readonly annotations: Annotations<V> };
  readonly spec: PodSpec<V>;
}

export interface PodSpec<V> {
  readonly serviceAccountName?: V;
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: boolean;
  readonly imagePullSecrets?: readonly { readonly name: V }[];
  readonly securityContext: PodSecurityContext;
  readonly terminationGracePeriodSeconds: number;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly nodeSelector?: Labels;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: Affinity;
  readonly priorityClassName?: V;
  readonly runtimeClassName?: V;
  readonly schedulerName?: V;
  readonly hostAliases?: readonly HostAlias[];
  readonly dnsPolicy?: DnsPolicy;
  readonly dnsConfig?: DnsConfig;
  readonly initContainers?: readonly InitContainer<V>[];
  readonly containers: readonly [Container<V>];
  readonly volumes: readonly Volume<V>[];
}

export interface PodSecurityContext {
  readonly runAsNonRoot: true;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
  readonly fsGroupChangePolicy: 'OnRootMismatch';
  readonly seccompProfile: { readonly type: 'RuntimeDefault' };
}

export interface TopologySpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'ScheduleAnyway' | 'DoNotSchedule';
  readonly labelSelector: LabelSelector;
  readonly matchLabelKeys: readonly string[];
}

export interface Volume<V = string> {
  readonly name: string;
  readonly emptyDir?: { readonly sizeLimit: string; readonly medium?: 'Memory' };
  readonly secret?: { readonly secretName: V; readonly optional?: boolean };
  readonly configMap?: { readonly name: V; readonly optional?: boolean };
  readonly persistentVolumeClaim?: { readonly claimName: V };
  readonly downwardAPI?: { readonly items: readonly DownwardFile[] };
}

export interface DownwardFile {
  readonly path: string;
  readonly fieldRef: { readonly fieldPath: string };
}
