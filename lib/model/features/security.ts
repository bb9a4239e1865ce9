import { feature, type Base } from '../feature';
import type { ContainerSecurityContext } from '../kubernetes';
import { fields, flag, orFalse, whole } from '../schema';

/** User, group and root file system of the container. */
export interface PodSecurityProps {
  /**
   * Numeric user, not 0; `false` leaves it to the image or to the cluster, as OpenShift wants, which gives each namespace
   * users of its own.
   *
   * @default 65534 - `nobody` in the Dockerfile of Phoenix; as a number, because the kubelet cannot tell that a user with
   *   a name is not root
   * @since 0.1.0
   * @example 1000
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  readonly user?: number | false;
  /**
   * Numeric group, not 0, which also owns the volumes; `false` leaves both to the image or to the cluster.
   *
   * @default 65534 - the group of that user; false where the user is
   * @since 0.1.0
   * @example 1000
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  readonly group?: number | false;
  /**
   * Whether only `/tmp` and the folder of the crash dump can be written.
   *
   * @default true - an intruder cannot change the release
   * @since 0.1.0
   * @example false
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  readonly readOnlyRootFilesystem?: boolean;
}

export interface SecurityProps {
  /**
   * User, group and root file system of the container. Everything else is as the Pod Security Standard `restricted` asks.
   *
   * @default { user: 65534, group: 65534, readOnlyRootFilesystem: true }
   * @since 0.1.0
   * @example { user: 1000, group: 1000 }
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  readonly podSecurity?: PodSecurityProps;
}

// `nobody` in Debian and Alpine, the user of the Dockerfile that `mix phx.gen.release --docker` writes. A number, because
// the kubelet cannot tell that a user with a name is not root.
const nobody = 65_534;

/** How each container of the pod is secured. */
export interface Secured {
  /** The security context of a container: that of the application, with what the container has of its own. */
  readonly securityContextOf: (own?: PodSecurityProps) => ContainerSecurityContext;
}

export const security = feature<SecurityProps>()({
  name: 'security',
  appliesTo: ['cluster'],
  schema: {
    podSecurity: fields<PodSecurityProps>({
      user: orFalse(whole(1)),
      group: orFalse(whole(1)),
      readOnlyRootFilesystem: flag,
    }),
  },
  decide: ({ podSecurity: given = {} }, _: Base) => {
    const identity = identityOf(given);
    const { runAsGroup } = identity;
    const settled: Secured = { securityContextOf: (own = {}) => contextOf({ ...given, ...own }) };
    return {
      settled,
      pod: {
        securityContext: {
          ...identity,
          ...(runAsGroup === undefined ? {} : { fsGroup: runAsGroup }),
          fsGroupChangePolicy: 'OnRootMismatch',
        },
      },
      container: { securityContext: contextOf(given) },
    };
  },
});

function identityOf({ user = nobody, group = user === false ? false : nobody }: PodSecurityProps) {
  return {
    runAsNonRoot: true,
    ...(user === false ? {} : { runAsUser: user }),
    ...(group === false ? {} : { runAsGroup: group }),
    seccompProfile: { type: 'RuntimeDefault' },
  } as const;
}

function contextOf(given: PodSecurityProps): ContainerSecurityContext {
  return {
    ...identityOf(given),
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: given.readOnlyRootFilesystem ?? true,
    capabilities: { drop: ['ALL'] },
  };
}
