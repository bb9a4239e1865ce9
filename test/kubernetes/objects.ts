/** The fields of Kubernetes' objects that the tests read. */
export interface Metadata {
  readonly name: string;
  readonly uid: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
}

export interface List<T> {
  readonly items: readonly T[];
}

export interface PodObject {
  readonly metadata: Metadata;
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase: string;
    readonly podIP?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime: string;
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly image: string;
  readonly containerID?: string;
  readonly state: { readonly running?: { readonly startedAt: string } };
  readonly lastState: { readonly terminated?: { readonly reason: string; readonly exitCode: number } };
}

export interface ServiceObject {
  readonly metadata: Metadata;
  readonly spec: { readonly clusterIP: string };
}

export interface EndpointSliceObject {
  readonly metadata: Metadata;
  readonly endpoints?: readonly {
    readonly addresses: readonly string[];
    readonly conditions: { readonly ready?: boolean };
  }[];
}

export function isReady(pod: PodObject): boolean {
  return readySince(pod) !== undefined;
}

/** When a pod became Ready, in whole seconds; undefined when it is not. */
export function readySince({ status }: PodObject): string | undefined {
  return status.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True')?.lastTransitionTime;
}

export function restartsOf({ status }: PodObject): number {
  return (status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
}
