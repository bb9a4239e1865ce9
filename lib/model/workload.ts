import type { Clustering } from './clustering';
import { container } from './container';
import type { PodSpec, PodTemplate, Workload } from './kubernetes';
import { metadata } from './metadata';
import { spreadConstraints } from './placement';
import type { BeamClusterProps } from './props';
import { decideRollout } from './rollout';
import { podSecurity } from './security';
import type { Shutdown } from './shutdown';

/** One for each zone of a usual region; a majority is left when one is lost. */
export const defaultReplicas = 3;

export function workload<V>(clustering: Clustering<V>, props: BeamClusterProps<V>, shutdown: Shutdown): Workload<V> {
  const { name, selector, labels, headlessName } = clustering.identity;
  const { maxSurge, maxUnavailable, progressDeadlineSeconds, ...rollout } = decideRollout(props.rollout);
  const own = metadata(name, props.namespace, labels, props.annotations);
  const common = {
    replicas: props.replicas ?? defaultReplicas,
    selector: { matchLabels: selector },
    ...rollout,
    template: podTemplate(clustering, props, shutdown),
  };
  return props.workload === 'StatefulSet'
    ? {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: own,
        spec: {
          ...common,
          serviceName: headlessName,
          // Nodes that start one after the other wait for peers that wait for them.
          podManagementPolicy: 'Parallel',
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
        },
      }
    : {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: own,
        spec: {
          ...common,
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
          progressDeadlineSeconds,
        },
      };
}

function podTemplate<V>(clustering: Clustering<V>, props: BeamClusterProps<V>, shutdown: Shutdown): PodTemplate<V> {
  return {
    metadata: {
      labels: clustering.identity.labels,
      annotations: { ...clustering.annotations, ...props.annotations },
    },
    spec: podSpec(clustering, props, shutdown),
  };
}

function podSpec<V>(clustering: Clustering<V>, props: BeamClusterProps<V>, shutdown: Shutdown): PodSpec<V> {
  const constraints = spreadConstraints(clustering.identity.selector, props.spread);
  const { serviceAccount, imagePullSecrets = [] } = props;
  return {
    ...(serviceAccount?.name === undefined ? {} : { serviceAccountName: serviceAccount.name }),
    automountServiceAccountToken: serviceAccount?.automountToken ?? false,
    // A Service named `release` would otherwise set RELEASE_PORT and the like in every pod of the namespace.
    enableServiceLinks: false,
    ...(imagePullSecrets.length === 0 ? {} : { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
    securityContext: podSecurity(props.podSecurity),
    terminationGracePeriodSeconds: shutdown.graceSeconds,
    ...(constraints.length === 0 ? {} : { topologySpreadConstraints: constraints }),
    containers: [container(clustering, props, shutdown)],
    volumes: clustering.volumes,
  };
}
