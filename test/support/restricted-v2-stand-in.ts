/** The users and groups of a namespace of OpenShift. */
const range = { first: 1_000_680_000, last: 1_000_689_999 };

const allowedVolumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** What the admission reads of a pod. */
interface Pod {
  readonly securityContext: Context;
  readonly containers: readonly { readonly name: string; readonly securityContext: Context }[];
  readonly volumes: readonly { readonly name: string }[];
}

interface Context {
  readonly runAsUser?: number;
  readonly fsGroup?: number;
  readonly seccompProfile?: { readonly type: string };
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilities?: { readonly drop: readonly string[] };
}

/** What the admission of OpenShift says of a pod: what it has against it, or the user that the pod gets. */
export interface Verdict {
  readonly refusals: readonly string[];
  readonly user: number | undefined;
}

/**
 * A stand-in for the admission of OpenShift: the rules of the SecurityContextConstraints `restricted-v2`, as its documentation
 * lists them. No OpenShift is asked.
 */
export function admitLikeRestrictedV2({ securityContext: ofPod, containers, volumes }: Pod): Verdict {
  const ids = [
    ['runAsUser of the pod', ofPod.runAsUser],
    ['fsGroup', ofPod.fsGroup],
    ...containers.map(({ name, securityContext }) => [`runAsUser of ${name}`, securityContext.runAsUser] as const),
  ] as const;
  const refusals = [
    ...ids
      .filter(([, id]) => id !== undefined && (id < range.first || id > range.last))
      .map(([what, id]) => `${what} ${id} is not in the range of the namespace`),
    ...[ofPod, ...containers.map(({ securityContext }) => securityContext)]
      .filter(({ seccompProfile }) => seccompProfile?.type !== 'RuntimeDefault')
      .map(() => 'the seccomp profile is not that of the runtime'),
    ...containers
      .filter(({ securityContext: own }) => own.privileged === true || own.allowPrivilegeEscalation !== false)
      .map(({ name }) => `${name} may gain privileges`),
    ...containers
      .filter(({ securityContext: own }) => own.capabilities?.drop.includes('ALL') !== true)
      .map(({ name }) => `${name} keeps capabilities`),
    ...volumes
      .filter((volume) => !Object.keys(volume).some((source) => allowedVolumes.includes(source)))
      .map(({ name }) => `the volume ${name} has a source that is not allowed`),
  ];
  return { refusals, user: refusals.length > 0 ? undefined : (ofPod.runAsUser ?? range.first) };
}
