import { ownedVariable, type ContractName } from './contract';
import { cookieVariable, type Cookie } from './cookie';
import type { Identity } from './identity';
import type { EnvFrom, EnvSource, EnvVar, IpFamily, KeyReference } from './kubernetes';
import { defaultEpmdPort, type Ports } from './ports';
import { showKind, type Report } from './problems';
import type { BeamClusterProps, BeamClusterPropsWithSecrets, EnvFromProps, VmFlagsProps } from './props';
import { isRecord } from './plain';
import { fields, flag, reject, text, unshown, type Shape } from './shape';
import type { Shutdown } from './shutdown';
import { crashDumpFile, remoteVmArgsFile, temporaryFolder } from './storage';
import { isQualifiedKey, processText, secretKey } from './syntax';
import { vmFlags } from './vm-flags';

export interface EnvironmentSettings<V> {
  readonly identity: Identity;
  readonly cookie: Cookie<V>;
  readonly ports: Ports;
  readonly shutdown: Shutdown;
  readonly vmFlags: VmFlagsProps | undefined;
  readonly ipFamily: IpFamily | undefined;
  readonly clusterDomain: string | undefined;
}

/** The cluster's own variables, in an order in which `$(POD_IP)` is known before it is used. */
export function clusterEnvironment<V>(settings: EnvironmentSettings<V>): readonly EnvVar<V>[] {
  const { identity, ports, shutdown } = settings;
  return [
    field('POD_NAME', 'metadata.name'),
    field('POD_NAMESPACE', 'metadata.namespace'),
    field('POD_IP', 'status.podIP'),
    cookieVariable(settings.cookie),
    variable('RELEASE_DISTRIBUTION', 'name'),
    variable('RELEASE_NODE', `${identity.release}@$(POD_IP)`),
    variable('CLUSTER_SERVICE_NAME', identity.headlessName),
    ...(settings.clusterDomain === undefined ? [] : [variable('CLUSTER_DOMAIN', settings.clusterDomain)]),
    variable('CLUSTER_DRAIN_SECONDS', String(shutdown.drainSeconds)),
    ...(ports.epmd === defaultEpmdPort ? [] : [variable('ERL_EPMD_PORT', String(ports.epmd))]),
    variable('ERL_AFLAGS', vmFlags(ports, settings.vmFlags, settings.ipFamily)),
    variable('ERL_CRASH_DUMP', crashDumpFile),
    variable('ERL_CRASH_DUMP_SECONDS', String(shutdown.crashDumpSeconds)),
    variable('RELEASE_REMOTE_VM_ARGS', remoteVmArgsFile),
    variable('RELEASE_TMP', temporaryFolder),
  ];
}

/** The application's variables: `PORT`, unless it has one of its own, and those that the user gave. */
export function applicationEnvironment<V>(
  env: BeamClusterProps<V>['env'] = {},
  http: number | undefined,
): readonly EnvVar<V>[] {
  const port = http === undefined || 'PORT' in env ? [] : [variable('PORT', String(http))];
  const given = Object.entries(env).map(([name, value]) =>
    isEnvSource<V>(value) ? { name, valueFrom: value } : { name, value },
  );
  return [...port, ...given];
}

export function variablesFrom<V>(
  sources: readonly EnvFromProps<V>[] = [],
  secrets: readonly V[] = [],
): readonly EnvFrom<V>[] {
  const listed = sources.map(({ secretName, configMapName, prefix, optional }): EnvFrom<V> => {
    const reference = <N>(name: N) => ({ name, ...(optional === undefined ? {} : { optional }) });
    return {
      ...(prefix === undefined ? {} : { prefix }),
      ...(secretName === undefined ? {} : { secretRef: reference(secretName) }),
      ...(configMapName === undefined ? {} : { configMapRef: reference(configMapName) }),
    };
  });
  return [...listed, ...secrets.map((name) => ({ secretRef: { name } }))];
}

export function checkEnvironment<V>(props: Partial<BeamClusterPropsWithSecrets<V>>, report: Report): void {
  for (const name of Object.keys(props.env ?? {})) {
    const owned = ownedVariable(name);
    if (owned === undefined) continue;
    const remedy = owned.property === undefined ? 'It is fixed; remove it.' : `Use the property ${owned.property}.`;
    report({ property: `env.${name}`, rule: 'is set by the cluster itself', remedy });
  }
}

/** A literal is never shown in an error: it may be a secret. */
export function environmentValue(name: Shape): Shape {
  const reference = fields<KeyReference<unknown>>(
    {
      name: unshown(name),
      key: unshown(secretKey),
      optional: flag,
    },
    { required: ['name', 'key'] },
  );
  const source = fields<EnvSource<unknown>>(
    {
      fieldRef: fields({ fieldPath: unshown(fieldPath) }, { required: ['fieldPath'] }),
      secretKeyRef: reference,
      configMapKeyRef: reference,
    },
    { oneOf: ['fieldRef', 'secretKeyRef', 'configMapKeyRef'] },
  );
  const literal = unshown(processText);
  return (value, property, reading) => {
    if (reading.isOpaque(value)) return value;
    if (typeof value === 'string') return literal(value, property, reading);
    if (isRecord(value)) return source(value, property, reading);
    const remedy = 'Put a number or a boolean into quotes.';
    return reject(
      reading.report,
      { property, rule: 'must be text or a reference', got: showKind(value), remedy },
      value,
    );
  };
}

// What the downward API serves as a variable, from the API server's validation of pods.
const plainFields = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const choices = [...plainFields, "metadata.labels['<key>']", "metadata.annotations['<key>']"];
const fieldPath = text(
  `must be one of ${choices.map((path) => `"${path}"`).join(', ')}`,
  (path) => plainFields.includes(path) || isQualifiedKey(keyOf(path)),
);

function keyOf(path: string): string {
  return /^metadata\.(?:labels|annotations)\['(.*)'\]$/.exec(path)?.[1] ?? '';
}

function isEnvSource<V>(value: unknown): value is EnvSource<V> {
  const sources = ['secretKeyRef', 'configMapKeyRef', 'fieldRef'];
  return isRecord(value) && Object.getPrototypeOf(value) === Object.prototype && sources.some((key) => key in value);
}

function field(name: ContractName, fieldPath: string): EnvVar<never> {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

function variable(name: ContractName, value: string): EnvVar<never> {
  return { name, value };
}
