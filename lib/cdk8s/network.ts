import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type * as k8s from '../model';
import { layOver } from './lay-over';

export function printService(scope: Construct, id: string, manifest: k8s.Service<string>): kplus.Service {
  const { metadata, spec } = manifest;
  const { clusterIP, publishNotReadyAddresses } = spec;
  const service = new kplus.Service(scope, id, {
    metadata,
    type: spec.type as kplus.ServiceType,
    ...(clusterIP === undefined ? {} : { clusterIP }),
    ...(publishNotReadyAddresses === undefined ? {} : { publishNotReadyAddresses }),
    ports: spec.ports.map((port) => ({ ...port, protocol: port.protocol as kplus.Protocol })),
  });
  for (const [label, value] of Object.entries(spec.selector)) service.selectLabel(label, value);
  layOver(service, manifest);
  return service;
}

export function printNetworkPolicy(scope: Construct, manifest: k8s.NetworkPolicy<string>): kplus.NetworkPolicy {
  const { metadata, spec } = manifest;
  const pods = kplus.Pods.select(scope, 'Pods', { labels: { ...spec.podSelector.matchLabels } });
  const policy = new kplus.NetworkPolicy(scope, 'NetworkPolicy', { metadata, selector: pods });
  // A rule of cdk8s-plus has exactly one peer. `layOver` adds the rules with another one, with none or with several.
  const rules = [
    ...(spec.ingress ?? []).map(({ from, ports }) => ({ add: 'addIngressRule', peers: from, ports }) as const),
    ...spec.egress.map(({ to, ports }) => ({ add: 'addEgressRule', peers: to, ports }) as const),
  ];
  for (const [index, { add, peers = [], ports = [] }] of rules.entries()) {
    const labels = peers.length === 1 ? labelsOf(peers[0]) : undefined;
    if (labels === undefined) continue;
    policy[add](kplus.Pods.select(policy, `Peer-${index}`, { labels: { ...labels } }), ports.map(policyPort));
  }
  layOver(policy, manifest);
  return policy;
}

/** The labels of a peer that is nothing but pods of the same namespace by their labels. */
function labelsOf({ podSelector, namespaceSelector }: k8s.Peer = {}): k8s.Labels | undefined {
  if (namespaceSelector !== undefined || podSelector?.matchExpressions !== undefined) return undefined;
  return podSelector?.matchLabels;
}

function policyPort({ port, protocol }: k8s.PolicyPort): kplus.NetworkPolicyPort {
  return kplus.NetworkPolicyPort.of({ port, protocol: protocol as kplus.NetworkProtocol });
}
