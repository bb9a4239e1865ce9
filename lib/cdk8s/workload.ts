import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type * as k8s from '../model';
import { envFromSources } from './environment';
import { layOver } from './lay-over';
import { furnish } from './node';
import { approximateResources } from './resources';
import { ClusterDeployment, ClusterStatefulSet } from './selected-workload';

/** The workload of a cluster: a Deployment or a StatefulSet of cdk8s-plus. */
export type ClusterWorkload = kplus.Deployment | kplus.StatefulSet;

export function printWorkload(
  scope: Construct,
  manifest: k8s.Workload<string>,
  discovery: kplus.Service,
): ClusterWorkload {
  const { metadata, spec } = manifest;
  const { replicas, template } = spec;
  const { serviceAccountName } = template.spec;
  const props = {
    metadata,
    ...(replicas === undefined ? {} : { replicas }),
    podMetadata: template.metadata,
    select: false,
    ...(serviceAccountName === undefined
      ? {}
      : { serviceAccount: kplus.ServiceAccount.fromServiceAccountName(scope, 'ServiceAccount', serviceAccountName) }),
  };
  const workload =
    manifest.kind === 'StatefulSet'
      ? new ClusterStatefulSet(scope, 'Workload', { ...props, service: discovery })
      : new ClusterDeployment(scope, 'Workload', props);
  // Otherwise cdk8s-plus prints a number of its own.
  if (replicas === undefined) workload.markHasAutoscaler();
  workload.select(kplus.LabelSelector.of({ labels: { ...spec.selector.matchLabels } }));
  const [container] = template.spec.containers;
  const node = workload.addContainer({
    name: container.name,
    image: container.image,
    envFrom: envFromSources(workload, container.envFrom ?? []),
    // The autoscaler of cdk8s-plus reads them here.
    resources: approximateResources(container.resources),
  });
  furnish(workload, node, { ...container, volumes: template.spec.volumes });
  for (const container of template.spec.initContainers ?? []) printInitContainer(workload, container);
  layOver(workload, manifest);
  return workload;
}

// Made with cdk8s-plus, so that those that the user adds later come after them. `layOver` finds it by its name.
function printInitContainer(workload: ClusterWorkload, container: k8s.InitContainer<string>): void {
  const { name, image, env, envFrom = [] } = container;
  // Each container has references of its own, which may have the same names.
  const scope = new Construct(workload, `Container-${name}`);
  const resources = approximateResources(container.resources);
  const made = workload.addInitContainer({ name, image, envFrom: envFromSources(scope, envFrom), resources });
  furnish(scope, made, { env, ports: [], volumes: [], volumeMounts: [] });
}
