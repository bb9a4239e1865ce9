import type { Annotations, LabelSelector, Labels, Leaf } from './kubernetes-metadata';

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
  readonly containers: readonly [Container<V>];
  readonly volumes: readonly Volume[];
}

export interface PodSecurityContext {
  readonly runAsNonRoot: true;
  readonly runAsUser: number;
  readonly runAsGroup: number;
  readonly fsGroup: number;
  readonly fsGroupChangePolicy: 'OnRootMismatch';
  readonly seccompProfile: { readonly type: 'RuntimeDefault' };
}

export interface TopologySpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'ScheduleAnyway' | 'DoNotSchedule';
  readonly labelSelector: LabelSelector;
}

export interface Container<V> {
  readonly name: string;
  readonly image: V;
  readonly imagePullPolicy: ImagePullPolicy;
  readonly command?: readonly V[];
  readonly args?: readonly V[];
  readonly ports: readonly ContainerPort[];
  readonly env: readonly EnvVar<V>[];
  readonly envFrom?: readonly EnvFrom<V>[];
  readonly resources: Resources;
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
  readonly securityContext: ContainerSecurityContext;
  readonly volumeMounts: readonly VolumeMount[];
}

export type ImagePullPolicy = 'Always' | 'IfNotPresent' | 'Never';

export interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
  readonly protocol: 'TCP';
}

/** One environment variable: exactly one of `value` and `valueFrom` is there. */
export interface EnvVar<V> {
  readonly name: string;
  readonly value?: Leaf<V>;
  readonly valueFrom?: EnvSource<V>;
}

/** Where the value of a variable comes from when it is not in the manifest. */
export interface EnvSource<V> {
  readonly fieldRef?: { readonly fieldPath: string };
  readonly secretKeyRef?: KeyReference<V>;
  readonly configMapKeyRef?: KeyReference<V>;
}

export interface KeyReference<V> {
  readonly name: Leaf<V>;
  readonly key: string;
  readonly optional?: boolean;
}

export interface EnvFrom<V> {
  readonly prefix?: string;
  readonly secretRef?: { readonly name: V; readonly optional?: boolean };
  readonly configMapRef?: { readonly name: V; readonly optional?: boolean };
}

/** Kubernetes quantities by resource name, such as `{ cpu: '250m', memory: '512Mi' }`. */
export type Quantities = Readonly<Record<string, string>>;

export interface Resources {
  readonly requests: Quantities;
  readonly limits: Quantities;
}

export interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: number; readonly scheme: 'HTTP' };
  readonly tcpSocket?: { readonly port: number };
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

export interface ContainerSecurityContext {
  readonly allowPrivilegeEscalation: false;
  readonly privileged: false;
  readonly readOnlyRootFilesystem: boolean;
  readonly runAsNonRoot: true;
  readonly runAsUser: number;
  readonly runAsGroup: number;
  readonly capabilities: { readonly drop: readonly ['ALL'] };
  readonly seccompProfile: { readonly type: 'RuntimeDefault' };
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

export interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly sizeLimit: string };
  readonly downwardAPI?: { readonly items: readonly DownwardFile[] };
}

export interface DownwardFile {
  readonly path: string;
  readonly fieldRef: { readonly fieldPath: string };
}
