import type { Leaf } from './metadata';

/** A container of a pod, in the words of the Kubernetes API. */
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
  readonly lifecycle?: Lifecycle;
  readonly securityContext: ContainerSecurityContext;
  readonly volumeMounts: readonly VolumeMount[];
}

/** A container that starts before the application. With `restartPolicy`, it is a sidecar, which runs until the application has ended. */
export interface InitContainer<V> extends Omit<
  Container<V>,
  'ports' | 'readinessProbe' | 'livenessProbe' | 'lifecycle'
> {
  readonly restartPolicy?: 'Always';
}

export type ImagePullPolicy = 'Always' | 'IfNotPresent' | 'Never';

export interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
  readonly protocol: Protocol;
}

/** Transport protocol of a port. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** One environment variable: exactly one of `value` and `valueFrom` is there. */
export interface EnvVar<V> {
  readonly name: string;
  readonly value?: Leaf<V>;
  readonly valueFrom?: EnvSource<V>;
}

/** Where the value of a variable comes from when it is not in the manifest: exactly one of the three. */
export interface EnvSource<V> {
  /**
   * A field of the pod.
   *
   * @since 0.1.0
   * @example { fieldPath: 'spec.nodeName' }
   * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
   */
  readonly fieldRef?: FieldReference;
  /**
   * A key of a Secret.
   *
   * @since 0.1.0
   * @example { name: 'db', key: 'url' }
   * @see https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables
   */
  readonly secretKeyRef?: KeyReference<V>;
  /**
   * A key of a ConfigMap.
   *
   * @since 0.1.0
   * @example { name: 'flags', key: 'json', optional: true }
   * @see https://kubernetes.io/docs/concepts/configuration/configmap/
   */
  readonly configMapKeyRef?: KeyReference<V>;
}

/** A field of the pod. */
export interface FieldReference {
  /**
   * Path of the field: `metadata.name`, `metadata.namespace`, `metadata.uid`, `metadata.labels['<key>']`,
   * `metadata.annotations['<key>']`, `spec.nodeName`, `spec.serviceAccountName`, `status.hostIP`, `status.hostIPs`,
   * `status.podIP` or `status.podIPs`.
   *
   * @since 0.1.0
   * @example 'spec.nodeName'
   * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields
   */
  readonly fieldPath: string;
}

/** A key of a Secret or of a ConfigMap. */
export interface KeyReference<V> {
  /**
   * Name of the Secret or of the ConfigMap.
   *
   * @since 0.1.0
   * @example 'db'
   */
  readonly name: Leaf<V>;
  /**
   * Key in it.
   *
   * @since 0.1.0
   * @example 'url'
   */
  readonly key: string;
  /**
   * Whether pods may start without it. The variable is then missing.
   *
   * @default false - a node that lacks its settings must not join the others
   * @since 0.1.0
   * @example true
   */
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
  readonly httpGet?: HttpGet;
  readonly tcpSocket?: { readonly port: number };
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

export type HttpScheme = 'HTTP' | 'HTTPS';

export interface HttpGet {
  readonly path: string;
  readonly port: number;
  readonly scheme: HttpScheme;
  readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[];
}

export interface Lifecycle {
  readonly preStop: { readonly exec: { readonly command: readonly string[] } };
}

export interface ContainerSecurityContext {
  readonly allowPrivilegeEscalation: false;
  readonly privileged: false;
  readonly readOnlyRootFilesystem: boolean;
  readonly runAsNonRoot: true;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly capabilities: { readonly drop: readonly ['ALL'] };
  readonly seccompProfile: { readonly type: 'RuntimeDefault' };
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}
