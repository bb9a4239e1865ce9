import { ApiObject, JsonPatch } from 'cdk8s';
import { k8s as kube } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type * as k8s from '../model';

/**
 * What cdk8s-plus-28 has no word for, patched into what it prints. A patch is applied before the object is written in the
 * API's words, so quantities, ports and names are those of cdk8s' own bindings.
 */

const pod = '/spec/template/spec';
const ownContainer = `${pod}/containers/0`;

export function patchWorkload(workload: Construct, { spec }: k8s.Workload<string>): void {
  const { template, revisionHistoryLimit } = spec;
  const [container] = template.spec.containers;
  const { enableServiceLinks, securityContext, imagePullSecrets, topologySpreadConstraints } = template.spec;
  ApiObject.of(workload).addJsonPatch(
    JsonPatch.add('/spec/revisionHistoryLimit', revisionHistoryLimit),
    JsonPatch.add(`${pod}/enableServiceLinks`, enableServiceLinks),
    JsonPatch.add(`${pod}/securityContext/seccompProfile`, securityContext.seccompProfile),
    ...ifGiven(`${pod}/imagePullSecrets`, imagePullSecrets),
    ...ifGiven(`${pod}/topologySpreadConstraints`, topologySpreadConstraints),
    JsonPatch.add(`${ownContainer}/resources`, {
      requests: quantities(container.resources.requests),
      limits: quantities(container.resources.limits),
    }),
    ...optionalSources(container.envFrom ?? []),
    ...fileVolumes(ownContainer, container.volumeMounts, template.spec.volumes),
  );
}

/** Volumes of the downward API, and where they are mounted. */
export function fileVolumes(
  container: string,
  mounts: readonly k8s.VolumeMount[],
  volumes: readonly k8s.Volume[],
): JsonPatch[] {
  const files = volumes.filter((volume) => volume.downwardAPI !== undefined);
  const mounted = mounts.filter((mount) => files.some((volume) => volume.name === mount.name));
  return [
    ...files.map(({ name, downwardAPI }) => JsonPatch.add(`${pod}/volumes/-`, { name, downwardApi: downwardAPI })),
    ...mounted.map((mount) => JsonPatch.add(`${container}/volumeMounts/-`, mount)),
  ];
}

/** A probe for a container that exists, whose own are private to cdk8s-plus. */
export function addedProbe(container: string, name: string, { httpGet, tcpSocket, ...numbers }: k8s.Probe): JsonPatch {
  const at = ({ port }: { readonly port: number }) => kube.IntOrString.fromNumber(port);
  return JsonPatch.add(`${container}/${name}`, {
    ...numbers,
    ...(httpGet === undefined ? {} : { httpGet: { ...httpGet, port: at(httpGet) } }),
    ...(tcpSocket === undefined ? {} : { tcpSocket: { port: at(tcpSocket) } }),
  });
}

export function patchFamilies(service: Construct, { ipFamilies }: k8s.ServiceSpec): void {
  ApiObject.of(service).addJsonPatch(...ifGiven('/spec/ipFamilies', ipFamilies));
}

/** Rules for anybody, which name ports and no peer. */
export function patchOpenRules(policy: Construct, { spec }: k8s.NetworkPolicy<string>): void {
  const open = [
    ...spec.ingress.map((rule, index) => ({ rule, peers: rule.from, path: `/spec/ingress/${index}` })),
    ...spec.egress.map((rule, index) => ({ rule, peers: rule.to, path: `/spec/egress/${index}` })),
  ].filter(({ peers }) => peers === undefined);
  ApiObject.of(policy).addJsonPatch(...open.map(({ path, rule }) => JsonPatch.add(path, openRule(rule))));
}

/** cdk8s-plus has no PodDisruptionBudget (cdk8s-plus#419). */
export function printBudget(scope: Construct, manifest: k8s.PodDisruptionBudget<string>): ApiObject {
  return new ApiObject(scope, 'Budget', manifest);
}

function openRule({ ports }: { readonly ports?: readonly k8s.PolicyPort[] }): kube.NetworkPolicyEgressRule {
  if (ports === undefined) return {};
  return { ports: ports.map(({ port, protocol }) => ({ port: kube.IntOrString.fromNumber(port), protocol })) };
}

function quantities(given: k8s.Quantities): Record<string, kube.Quantity> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, kube.Quantity.fromString(value)]));
}

function optionalSources(sources: readonly k8s.EnvFrom<string>[]): JsonPatch[] {
  return sources.flatMap(({ secretRef, configMapRef }, index) => [
    ...ifGiven(`${ownContainer}/envFrom/${index}/secretRef/optional`, secretRef?.optional),
    ...ifGiven(`${ownContainer}/envFrom/${index}/configMapRef/optional`, configMapRef?.optional),
  ]);
}

function ifGiven(path: string, value: unknown): JsonPatch[] {
  return value === undefined ? [] : [JsonPatch.add(path, value)];
}
