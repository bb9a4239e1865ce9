import type { ContainerSecurityContext, PodSecurityContext } from './kubernetes';
import type { PodSecurityProps } from './props';

// `nobody` in Debian and Alpine, the user of the Dockerfile that `mix phx.gen.release --docker` writes. A number, because
// the kubelet cannot tell that a user with a name is not root.
const nobody = 65_534;

/** The pod's side of the Pod Security Standard `restricted`. */
export function podSecurity(props: PodSecurityProps = {}): PodSecurityContext {
  const group = props.group ?? nobody;
  return {
    runAsNonRoot: true,
    runAsUser: props.user ?? nobody,
    runAsGroup: group,
    fsGroup: group,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** The container's side of it, and a root file system that cannot be written. */
export function containerSecurity(props: PodSecurityProps = {}): ContainerSecurityContext {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: props.readOnlyRootFilesystem ?? true,
    runAsNonRoot: true,
    runAsUser: props.user ?? nobody,
    runAsGroup: props.group ?? nobody,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
