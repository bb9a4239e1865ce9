/**
 * The part of the Kubernetes API that a cluster is printed in. `V` is a leaf that the model places and never reads:
 * `string` for cdk8s, `pulumi.Input<string>` for Pulumi.
 */

export interface Metadata<V> {
  readonly name: string;
  readonly namespace?: V;
  readonly labels: Labels;
  readonly annotations?: Annotations<V>;
}

export type Labels = Readonly<Record<string, string>>;
export type Annotations<V> = Readonly<Record<string, Leaf<V>>>;

/** A value given by the user, or one that the model wrote itself. */
export type Leaf<V> = V | string;

export interface Service<V> {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: Metadata<V>;
  readonly spec: ServiceSpec;
}

export interface ServiceSpec {
  readonly type: ServiceType;
  readonly clusterIP?: 'None';
  readonly publishNotReadyAddresses?: boolean;
  readonly selector: Labels;
  readonly ports: readonly ServicePort[];
}

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer';

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: 'TCP';
}

export interface Deployment<V> {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly strategy: {
      readonly type: 'RollingUpdate';
      readonly rollingUpdate: { readonly maxSurge: Amount; readonly maxUnavailable: Amount };
    };
    readonly minReadySeconds: number;
    readonly progressDeadlineSeconds: number;
    readonly revisionHistoryLimit: number;
    readonly template: PodTemplate<V>;
  };
}

export interface StatefulSet<V> {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'StatefulSet';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly replicas: number;
    readonly selector: LabelSelector;
    readonly serviceName: string;
    readonly podManagementPolicy: 'Parallel';
    readonly updateStrategy: { readonly type: 'RollingUpdate'; readonly rollingUpdate: { readonly partition: number } };
    readonly minReadySeconds: number;
    readonly revisionHistoryLimit: number;
    readonly template: PodTemplate<V>;
  };
}

export type Workload<V> = Deployment<V> | StatefulSet<V>;

/** A number, or a percentage such as `"25%"`. */
export type Amount = number | string;

export interface LabelSelector {
  readonly matchLabels: Labels;
}

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

export interface PodDisruptionBudget<V> {
  readonly apiVersion: 'policy/v1';
  readonly kind: 'PodDisruptionBudget';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly selector: LabelSelector;
    readonly maxUnavailable?: Amount;
    readonly minAvailable?: Amount;
    readonly unhealthyPodEvictionPolicy: 'AlwaysAllow';
  };
}

export interface NetworkPolicy<V> {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: Metadata<V>;
  readonly spec: {
    readonly podSelector: LabelSelector;
    readonly policyTypes: readonly ['Ingress', 'Egress'];
    readonly ingress: readonly IngressRule[];
    readonly egress: readonly EgressRule[];
  };
}

export interface IngressRule {
  readonly from?: readonly Peer[];
  readonly ports?: readonly PolicyPort[];
}

export interface EgressRule {
  readonly to?: readonly Peer[];
  readonly ports?: readonly PolicyPort[];
}

export interface Peer {
  readonly podSelector: LabelSelector;
}

export interface PolicyPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Any object of a cluster. */
export type Manifest<V> = Service<V> | Workload<V> | PodDisruptionBudget<V> | NetworkPolicy<V>;
