import { runtimePaths, type ContractName } from '../../model/contract';
import { cookieVariables as otherCookieVariables } from '../../model/features/cookie';
import { managedBy } from '../../model/features/identity';
import { httpPort } from '../../model/features/http';
import { defaultDistributionPort, defaultEpmdPort, fixedPortParameter, nodePorts } from '../../model/features/ports';
import type { Container, Variable, WorkloadObject } from './api/workload-objects';

/** A Deployment or StatefulSet whose pods are BEAM nodes of one cluster, and what its manifest says of them. */
export interface BeamWorkload {
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly name: string;
  readonly namespace: string;
  /** Whether this package printed it, so that its whole contract may be expected. */
  readonly isOurs: boolean;
  /** Name of the container with the node. */
  readonly container: string;
  /** The Service that nodes find each other by. */
  readonly serviceName?: string;
  /** Where the cookie is, and the variable that brings it; undefined where no variable refers to a Secret's key. */
  readonly cookie?: { readonly secretName: string; readonly key: string; readonly variable: string };
  readonly ports: Ports;
  /** Path of `/health` as the probes know it. */
  readonly healthPath: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly object: WorkloadObject;
}

interface Ports {
  readonly epmd: number;
  readonly distribution: number;
  readonly http?: number;
  /** Where the runtime serves `/health` beside the application, which only the kubelet may reach. */
  readonly probes?: number;
}

/** Reads a workload's manifest; undefined where nothing in it says that its pods are BEAM nodes. */
export function readWorkload(kind: BeamWorkload['kind'], object: WorkloadObject): BeamWorkload | undefined {
  const container = object.spec?.template.spec?.containers.find(isBeam);
  const { name, namespace = 'default', labels } = object.metadata;
  if (container === undefined) return undefined;
  const serviceName = serviceNameOf(container, object);
  const cookie = cookieOf(container);
  return {
    kind,
    name,
    namespace,
    isOurs: labels?.[managedBy.key] === managedBy.value || valueOf(container, 'CLUSTER_DRAIN_SECONDS') !== undefined,
    container: container.name,
    ...(serviceName === undefined ? {} : { serviceName }),
    ...(cookie === undefined ? {} : { cookie }),
    ports: portsOf(container),
    healthPath: healthPathOf(container),
    selector: object.spec?.selector?.matchLabels ?? {},
    object,
  };
}

/** The workload's selector, as kubectl's `-l` takes it. */
export function selectorText({ selector }: BeamWorkload): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** The variable's literal value. */
export function valueOf(container: Container, name: VariableName): string | undefined {
  return variable(container, name)?.value;
}

export function variable(container: Container, name: VariableName): Variable | undefined {
  return container.env?.find((candidate) => candidate.name === name);
}

/** The variables from which a VM reads flags. */
export const flagVariables = ['ERL_AFLAGS', 'ERL_FLAGS', 'ERL_ZFLAGS'] as const;

/** The variables that may contain a cookie. */
export const cookieVariables = ['RELEASE_COOKIE', ...otherCookieVariables] as const;

const beamVariables = ['RELEASE_NODE', 'RELEASE_COOKIE', 'CLUSTER_SERVICE_NAME', ...flagVariables] as const;

/** The variables that the commands look for: those of the contract, and what hand-written manifests use in their place. */
type VariableName = ContractName | (typeof flagVariables)[number] | (typeof cookieVariables)[number];

function isBeam(container: Container): boolean {
  const hasPort = (container.ports ?? []).some(({ containerPort }) => containerPort === defaultEpmdPort);
  return hasPort || beamVariables.some((name) => variable(container, name) !== undefined);
}

function serviceNameOf(container: Container, { spec }: WorkloadObject): string | undefined {
  return valueOf(container, 'CLUSTER_SERVICE_NAME') ?? spec?.serviceName;
}

function cookieOf(container: Container): BeamWorkload['cookie'] {
  for (const name of cookieVariables) {
    const reference = variable(container, name)?.valueFrom?.secretKeyRef;
    if (reference?.name !== undefined) return { secretName: reference.name, key: reference.key, variable: name };
  }
  return undefined;
}

/** The cookies that a manifest has in the clear, by a variable or by a flag. */
export function cookiesIn({ object }: BeamWorkload): readonly string[] {
  const containers = object.spec?.template.spec?.containers ?? [];
  return containers.flatMap((container) => {
    const { env = [], command = [], args = [] } = container;
    const words = [...env.map(({ value = '' }) => value), ...command, ...args].join('\n');
    const flags = [...words.matchAll(/-(?:set)?cookie[\s=]+["']?([^\s"'$]+)/g)].map(([, given = '']) => given);
    return [...cookieVariables.flatMap((name) => valueOf(container, name) ?? []), ...flags];
  });
}

/** The distribution port that the manifest's flags set. */
export function fixedPort(container: Container): string | undefined {
  const flags = flagVariables.map((name) => valueOf(container, name) ?? '').join(' ');
  return new RegExp(`${fixedPortParameter}\\s+(\\d+)`).exec(flags)?.[1];
}

function portsOf(container: Container): Ports {
  const fixed = fixedPort(container);
  const named = (name: string) => container.ports?.find((port) => port.name === name)?.containerPort;
  const http = httpPortOf(container);
  const probes = valueOf(container, 'CLUSTER_HTTP_PORT');
  return {
    epmd: Number(valueOf(container, 'ERL_EPMD_PORT') ?? defaultEpmdPort),
    distribution: Number(fixed ?? named(nodePorts.distribution) ?? defaultDistributionPort),
    ...(http === undefined ? {} : { http }),
    ...(probes === undefined ? {} : { probes: Number(probes) }),
  };
}

function httpPortOf(container: Container): number | undefined {
  const named = container.ports?.find(({ name }) => name === httpPort)?.containerPort;
  const probed = probeOf(container)?.port;
  const port =
    named ?? (typeof probed === 'string' ? portNamed(container, probed) : probed) ?? valueOf(container, 'PORT');
  return port === undefined || Number.isNaN(Number(port)) ? undefined : Number(port);
}

/** The number of a port that a container gives a name. */
export function portNamed({ ports }: Container, wanted: string): number | undefined {
  return ports?.find(({ name }) => name === wanted)?.containerPort;
}

function healthPathOf(container: Container): string {
  return container.livenessProbe?.httpGet?.path ?? probeOf(container)?.path ?? runtimePaths.health;
}

function probeOf({ livenessProbe, readinessProbe, startupProbe }: Container) {
  return livenessProbe?.httpGet ?? startupProbe?.httpGet ?? readinessProbe?.httpGet;
}
