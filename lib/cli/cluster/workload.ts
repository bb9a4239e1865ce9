import type { V1Container, V1Deployment, V1EnvVar, V1StatefulSet } from './client-node';

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
  readonly ports: { readonly epmd: number; readonly distribution: number; readonly http?: number };
  /** Path of `/health` as the probes know it. */
  readonly healthPath: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly object: V1Deployment | V1StatefulSet;
}

const managedBy = 'app.kubernetes.io/managed-by';
const defaultPorts = { epmd: 4369, distribution: 9100 };

/** Reads a workload's manifest; undefined where nothing in it says that its pods are BEAM nodes. */
export function readWorkload(
  kind: BeamWorkload['kind'],
  object: V1Deployment | V1StatefulSet,
): BeamWorkload | undefined {
  const container = object.spec?.template.spec?.containers.find(isBeam);
  const name = object.metadata?.name;
  if (container === undefined || name === undefined) return undefined;
  const serviceName = serviceNameOf(container, object);
  const cookie = cookieOf(container);
  return {
    kind,
    name,
    namespace: object.metadata?.namespace ?? 'default',
    isOurs:
      object.metadata?.labels?.[managedBy] === 'beam-cluster' ||
      valueOf(container, 'CLUSTER_DRAIN_SECONDS') !== undefined,
    container: container.name,
    ...(serviceName === undefined ? {} : { serviceName }),
    ...(cookie === undefined ? {} : { cookie }),
    ports: portsOf(container),
    healthPath: healthPathOf(container),
    selector: object.spec?.selector.matchLabels ?? {},
    object,
  };
}

/** The variable's literal value. */
export function valueOf(container: V1Container, name: string): string | undefined {
  return variable(container, name)?.value;
}

export function variable(container: V1Container, name: string): V1EnvVar | undefined {
  return container.env?.find((candidate) => candidate.name === name);
}

const telling = ['RELEASE_NODE', 'RELEASE_COOKIE', 'CLUSTER_SERVICE_NAME', 'ERL_AFLAGS', 'ERL_FLAGS', 'ERL_ZFLAGS'];

function isBeam(container: V1Container): boolean {
  const hasPort = (container.ports ?? []).some(({ containerPort }) => containerPort === defaultPorts.epmd);
  return hasPort || telling.some((name) => variable(container, name) !== undefined);
}

function serviceNameOf(container: V1Container, { spec }: V1Deployment | V1StatefulSet): string | undefined {
  return (
    valueOf(container, 'CLUSTER_SERVICE_NAME') ??
    (spec !== undefined && 'serviceName' in spec ? spec.serviceName : undefined)
  );
}

function cookieOf(container: V1Container): BeamWorkload['cookie'] {
  const names = ['RELEASE_COOKIE', 'ERLANG_COOKIE', 'COOKIE'];
  for (const name of names) {
    const reference = variable(container, name)?.valueFrom?.secretKeyRef;
    if (reference?.name !== undefined) return { secretName: reference.name, key: reference.key, variable: name };
  }
  return undefined;
}

function portsOf(container: V1Container): BeamWorkload['ports'] {
  const flags = ['ERL_AFLAGS', 'ERL_FLAGS', 'ERL_ZFLAGS'].map((name) => valueOf(container, name) ?? '').join(' ');
  const fixed = /inet_dist_listen_min\s+(\d+)/.exec(flags)?.[1];
  const named = (name: string) => container.ports?.find((port) => port.name === name)?.containerPort;
  const http = httpPortOf(container);
  return {
    epmd: Number(valueOf(container, 'ERL_EPMD_PORT') ?? defaultPorts.epmd),
    distribution: Number(fixed ?? named('distribution') ?? defaultPorts.distribution),
    ...(http === undefined ? {} : { http }),
  };
}

function httpPortOf(container: V1Container): number | undefined {
  const named = container.ports?.find(({ name }) => name === 'http')?.containerPort;
  const probed = probeOf(container)?.port;
  const port =
    named ?? (typeof probed === 'string' ? portNamed(container, probed) : probed) ?? valueOf(container, 'PORT');
  return port === undefined || Number.isNaN(Number(port)) ? undefined : Number(port);
}

function portNamed({ ports }: V1Container, wanted: string): number | undefined {
  return ports?.find(({ name }) => name === wanted)?.containerPort;
}

function healthPathOf(container: V1Container): string {
  return container.livenessProbe?.httpGet?.path ?? probeOf(container)?.path ?? '/health';
}

function probeOf({ livenessProbe, readinessProbe, startupProbe }: V1Container) {
  return livenessProbe?.httpGet ?? startupProbe?.httpGet ?? readinessProbe?.httpGet;
}
