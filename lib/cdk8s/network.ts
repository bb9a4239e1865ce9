import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type * as k8s from '../model';
import { patchFamilies, patchOpenRules } from './beyond-plus';

export function printService(scope: Construct, id: string, { metadata, spec }: k8s.Service<string>): kplus.Service {
  const { clusterIP, publishNotReadyAddresses } = spec;
  const service = new kplus.Service(scope, id, {
    metadata,
    type: spec.type as kplus.ServiceType,
    ...(clusterIP === undefined ? {} : { clusterIP }),
    ...(publishNotReadyAddresses === undefined ? {} : { publishNotReadyAddresses }),
    ports: spec.ports.map((port) => ({ ...port, protocol: port.protocol as kplus.Protocol })),
  });
  for (const [label, value] of Object.entries(spec.selector)) service.selectLabel(label, value);
  patchFamilies(service, spec);
  return service;
}

export function printNetworkPolicy(scope: Construct, manifest: k8s.NetworkPolicy<string>): kplus.NetworkPolicy {
  const { metadata, spec } = manifest;
  const pods = kplus.Pods.select(scope, 'Pods', { labels: { ...spec.podSelector.matchLabels } });
  const policy = new kplus.NetworkPolicy(scope, 'NetworkPolicy', { metadata, selector: pods });
  // Every peer that the model names is the cluster itself.
  for (const { ports } of spec.ingress.filter(({ from }) => from !== undefined)) {
    policy.addIngressRule(pods, ports?.map(policyPort));
  }
  for (const { ports } of spec.egress.filter(({ to }) => to !== undefined)) {
    policy.addEgressRule(pods, ports?.map(policyPort));
  }
  patchOpenRules(policy, manifest);
  return policy;
}

function policyPort({ port, protocol }: k8s.PolicyPort): kplus.NetworkPolicyPort {
  return kplus.NetworkPolicyPort.of({ port, protocol: protocol as kplus.NetworkProtocol });
}
