import type { Container, InitContainer, PodTemplate, Probe, Quantities } from 'beam-cluster/model';
import { amountOf } from '../../../lib/model/schema';

type Beside = Omit<InitContainer<string>, 'startupProbe' | 'restartPolicy'>;

/** What holds for every pod that is printed, and no schema says. */
export function podViolations({ metadata, spec }: PodTemplate<string>): string[] {
  const [container] = spec.containers;
  const { initContainers: before = [] } = spec;
  const volumes = spec.volumes.map(({ name }) => name);
  return [
    ...repeated(
      'variable',
      container.env.map(({ name }) => name),
    ),
    ...repeated(
      'port',
      container.ports.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`),
    ),
    ...repeated(
      'port name',
      container.ports.map(({ name }) => name),
    ),
    ...repeated('volume', volumes),
    ...repeated(
      'mount path',
      container.volumeMounts.map(({ mountPath }) => mountPath),
    ),
    ...repeated(
      'pull secret',
      (spec.imagePullSecrets ?? []).map(({ name }) => name),
    ),
    ...container.volumeMounts.filter(({ name }) => !volumes.includes(name)).map(({ name }) => `no volume ${name}`),
    ...repeated(
      'container',
      [...before, container].map(({ name }) => name),
    ),
    ...before.flatMap((other) => besideViolations(other, volumes)),
    ...repeated('protocol of the distribution', protocolFlags(container)),
    ...usedBeforeKnown(container),
    ...shutdownViolations(container, spec.terminationGracePeriodSeconds),
    ...probeViolations(container),
    ...Object.entries(metadata.annotations)
      .filter(([, value]) => typeof value !== 'string')
      .map(([key]) => `the annotation ${key} is no text`),
  ];
}

const secure = {
  privileged: false,
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
};

// Whoever is not a node knows neither its cookie nor its name, and runs as the application does.
export function besideViolations(
  { name, env, volumeMounts, resources, securityContext }: Beside,
  volumes: string[],
): string[] {
  const given: Readonly<Record<string, unknown>> = { ...securityContext };
  return [
    ...repeated(
      `mount path of ${name}`,
      volumeMounts.map(({ mountPath }) => mountPath),
    ),
    ...volumeMounts.filter((mount) => !volumes.includes(mount.name)).map((mount) => `no volume ${mount.name}`),
    ...env
      .filter((variable) => ['RELEASE_NODE', 'RELEASE_COOKIE'].includes(variable.name))
      .map((variable) => `${name} has ${variable.name}`),
    ...Object.entries(secure)
      .filter(([field, value]) => JSON.stringify(given[field]) !== JSON.stringify(value))
      .map(([field]) => `${name} may do more than a node: ${field}`),
    ...resourceViolations(resources.requests, resources.limits),
  ];
}

export function resourceViolations(requests: Quantities, limits: Quantities): string[] {
  return Object.entries(limits)
    .filter(([name, limit]) => amountOf(requests[name] ?? '0') > amountOf(limit))
    .map(([name]) => `more ${name} is requested than allowed`);
}

export function repeated(what: string, names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${what} ${name} is there twice`);
}

// A VM that is told two speaks neither.
function protocolFlags({ env }: Container<string>): string[] {
  return env.find(({ name }) => name === 'ERL_AFLAGS')?.value?.match(/-proto_dist\b/g) ?? [];
}

// The kubelet resolves `$(NAME)` from the variables before it alone.
function usedBeforeKnown({ env }: Container<string>): string[] {
  const names = env.map(({ name }) => name);
  return ['RELEASE_NODE']
    .filter((user) => !names.includes('POD_IP') || names.indexOf('POD_IP') > names.indexOf(user))
    .map((user) => `${user} is before POD_IP`);
}

function shutdownViolations({ env, lifecycle }: Container<string>, grace: number): string[] {
  const numberOf = (name: string) => Number(env.find((variable) => variable.name === name)?.value);
  const pause = Number(lifecycle?.preStop.exec.command[1] ?? 0);
  const drain = numberOf('CLUSTER_DRAIN_SECONDS');
  return [
    ...(pause + drain + 5 <= grace && drain >= 1 ? [] : [`${pause} s and ${drain} s do not fit into ${grace} s`]),
    ...(numberOf('ERL_CRASH_DUMP_SECONDS') <= drain ? [] : ['the crash dump takes longer than the drain']),
  ];
}

function probeViolations({ ports, startupProbe, readinessProbe, livenessProbe }: Container<string>): string[] {
  const listening = ports.map(({ containerPort }) => containerPort);
  return [startupProbe, readinessProbe, livenessProbe]
    .filter((probe): probe is Probe => probe !== undefined)
    .map(({ httpGet, tcpSocket }) => (httpGet ?? tcpSocket)?.port ?? 0)
    .filter((port) => !listening.includes(port))
    .map((port) => `a probe asks port ${port}, where nothing listens`);
}
