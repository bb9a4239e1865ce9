import { ownedVariable, type ContractName } from './contract';
import { cookieVariable, type Cookie } from './cookie';
import type { Identity } from './identity';
import type { EnvFrom, EnvSource, EnvVar, KeyReference } from './kubernetes';
import { defaultEpmdPort, type Ports } from './ports';
import type { Report } from './problems';
import type { BeamClusterProps, BeamClusterPropsWithSecrets, EnvFromProps, VmFlagsProps } from './props';
import { fields, flag, isRecord, oneOf, text, type Fields, type Shape } from './shape';
import type { Shutdown } from './shutdown';
import { crashDumpFile, remoteVmArgsFile, temporaryFolder } from './storage';
import { secretKey } from './syntax';
import { vmFlags } from './vm-flags';

export interface EnvironmentSettings<V> {
  readonly identity: Identity;
  readonly cookie: Cookie<V>;
  readonly ports: Ports;
  readonly shutdown: Shutdown;
  readonly vmFlags: VmFlagsProps | undefined;
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
    variable('ERL_AFLAGS', vmFlags(ports, settings.vmFlags)),
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
  for (const [index, source] of (props.envFrom ?? []).entries()) {
    const kinds = [source.secretName, source.configMapName].filter((name) => name !== undefined);
    if (kinds.length !== 1) {
      report({ property: `envFrom[${index}]`, rule: 'must have one of secretName and configMapName' });
    }
  }
}

/** A literal is never shown in an error: it may be a secret. */
export function environmentValue(isOpaque: (value: unknown) => boolean, name: Shape): Shape {
  const reference = fields<KeyReference<unknown>>(
    {
      name: (value, at, report) => (isOpaque(value) ? value : name(value, at, report)),
      key: secretKey,
      optional: flag,
    },
    { required: ['name', 'key'] },
  );
  const source = fields<Fields<EnvSource<unknown>>>({
    fieldRef: fields({ fieldPath: fieldPath }, { required: ['fieldPath'] }),
    secretKeyRef: reference,
    configMapKeyRef: reference,
  });
  return (value, property, report) => {
    if (typeof value === 'string' || isOpaque(value)) return value;
    if (!isRecord(value)) {
      const rule = 'must be text or a reference';
      report({ property, rule, got: `a ${typeof value}`, remedy: 'Put a number or a boolean into quotes.' });
      return undefined;
    }
    const given = Object.keys(value).filter((key) => value[key] !== undefined);
    if (given.length === 1) return source(value, property, report);
    report({ property, rule: 'must have one of secretKeyRef, configMapKeyRef and fieldRef', got: 'an object' });
    return undefined;
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
const listedField = oneOf(...plainFields);
const mapField = text('', (path) => /^metadata\.(labels|annotations)\['[^']+'\]$/.test(path));
const fieldPath: Shape = (value, property, report) =>
  mapField(value, property, () => undefined) ?? listedField(value, property, report);

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
