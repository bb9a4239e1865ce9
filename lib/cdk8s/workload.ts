import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type * as k8s from '../model';
import { patchWorkload } from './beyond-plus';
import { containerProps } from './container';
import { ClusterDeployment, ClusterStatefulSet } from './selected-workload';

/** The workload of a cluster: a Deployment or a StatefulSet of cdk8s-plus. */
export type ClusterWorkload = kplus.Deployment | kplus.StatefulSet;

export function printWorkload(
  scope: Construct,
  manifest: k8s.Workload<string>,
  discovery: kplus.Service,
): ClusterWorkload {
  const workload =
    manifest.kind === 'StatefulSet'
      ? new ClusterStatefulSet(scope, 'Workload', { ...statefulSetProps(scope, manifest), service: discovery })
      : new ClusterDeployment(scope, 'Workload', deploymentProps(scope, manifest));
  workload.select(kplus.LabelSelector.of({ labels: { ...manifest.spec.selector.matchLabels } }));
  const [container] = manifest.spec.template.spec.containers;
  workload.addContainer(containerProps(workload, container, manifest.spec.template.spec.volumes));
  patchWorkload(workload, manifest);
  return workload;
}

function deploymentProps(scope: Construct, { metadata, spec }: k8s.Deployment<string>): kplus.DeploymentProps {
  const { maxSurge, maxUnavailable } = spec.strategy.rollingUpdate;
  return {
    ...podProps(scope, spec.template),
    metadata,
    replicas: spec.replicas,
    minReady: Duration.seconds(spec.minReadySeconds),
    progressDeadline: Duration.seconds(spec.progressDeadlineSeconds),
    strategy: kplus.DeploymentStrategy.rollingUpdate({
      maxSurge: percentOrAbsolute(maxSurge),
      maxUnavailable: percentOrAbsolute(maxUnavailable),
    }),
  };
}

function statefulSetProps(
  scope: Construct,
  { metadata, spec }: k8s.StatefulSet<string>,
): Omit<kplus.StatefulSetProps, 'service'> {
  return {
    ...podProps(scope, spec.template),
    metadata,
    replicas: spec.replicas,
    minReady: Duration.seconds(spec.minReadySeconds),
    podManagementPolicy: spec.podManagementPolicy as kplus.PodManagementPolicy,
    strategy: kplus.StatefulSetUpdateStrategy.rollingUpdate(spec.updateStrategy.rollingUpdate),
  };
}

function podProps(scope: Construct, { metadata, spec }: k8s.PodTemplate<string>): kplus.WorkloadProps {
  const { runAsNonRoot, runAsUser, runAsGroup, fsGroup, fsGroupChangePolicy } = spec.securityContext;
  const { serviceAccountName } = spec;
  return {
    select: false,
    ...(serviceAccountName === undefined
      ? {}
      : { serviceAccount: kplus.ServiceAccount.fromServiceAccountName(scope, 'ServiceAccount', serviceAccountName) }),
    podMetadata: metadata,
    automountServiceAccountToken: spec.automountServiceAccountToken,
    terminationGracePeriod: Duration.seconds(spec.terminationGracePeriodSeconds),
    securityContext: {
      ensureNonRoot: runAsNonRoot,
      user: runAsUser,
      group: runAsGroup,
      fsGroup,
      fsGroupChangePolicy: fsGroupChangePolicy as kplus.FsGroupChangePolicy,
    },
  };
}

function percentOrAbsolute(amount: k8s.Amount): kplus.PercentOrAbsolute {
  return typeof amount === 'number'
    ? kplus.PercentOrAbsolute.absolute(amount)
    : kplus.PercentOrAbsolute.percent(Number.parseInt(amount, 10));
}
