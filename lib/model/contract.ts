/**
 * The contract between the manifest and the image: every variable that the container of a cluster can get, which program
 * reads it, and which property sets it. The tests of the runtime read the same list from `test/manifests/contract/contract.json`.
 */
export interface ContractVariable {
  readonly name: string;
  /** The value, with placeholders for properties. */
  readonly value: string;
  readonly readBy: 'runtime' | 'release' | 'vm' | 'application';
  /** The property that sets the variable. Without one, the variable is fixed. */
  readonly property?: string;
}

/** What the runtime's own server answers. */
export const runtimePaths = { health: '/health', ready: '/ready', metrics: '/metrics' } as const;

/** The variables of the contract, in the order in which a container has them. */
export const contract = [
  { name: 'POD_NAME', value: 'metadata.name', readBy: 'runtime' },
  { name: 'POD_NAMESPACE', value: 'metadata.namespace', readBy: 'runtime' },
  { name: 'POD_IP', value: 'status.podIP', readBy: 'runtime' },
  { name: 'RELEASE_COOKIE', value: 'secretKeyRef', readBy: 'release', property: 'cookie' },
  { name: 'RELEASE_DISTRIBUTION', value: 'name', readBy: 'release' },
  { name: 'RELEASE_NODE', value: '<release>@$(POD_IP)', readBy: 'release', property: 'release' },
  { name: 'CLUSTER_SERVICE_NAME', value: '<name>-headless', readBy: 'runtime', property: 'name' },
  { name: 'CLUSTER_DOMAIN', value: '<clusterDomain>', readBy: 'runtime', property: 'clusterDomain' },
  { name: 'DNS_CLUSTER_QUERY', value: '<name>-headless', readBy: 'application', property: 'name' },
  {
    name: 'CLUSTER_DRAIN_SECONDS',
    value: '<drain.shutdownSeconds>',
    readBy: 'runtime',
    property: 'drain.shutdownSeconds',
  },
  { name: 'CLUSTER_HTTP_PORT', value: '<probes.port>', readBy: 'runtime', property: 'probes.port' },
  { name: 'ERL_EPMD_PORT', value: '<ports.epmd>', readBy: 'vm', property: 'ports.epmd' },
  { name: 'ERL_AFLAGS', value: '<vmFlags>', readBy: 'vm', property: 'vmFlags' },
  { name: 'ERL_CRASH_DUMP', value: '/var/crash/erl_crash.dump', readBy: 'vm' },
  { name: 'ERL_CRASH_DUMP_SECONDS', value: '<drain>', readBy: 'vm', property: 'drain' },
  { name: 'RELEASE_REMOTE_VM_ARGS', value: '/etc/beam-cluster/remote.vm.args', readBy: 'release' },
  { name: 'RELEASE_TMP', value: '/tmp', readBy: 'release' },
  { name: 'PORT', value: '<http.port>', readBy: 'application', property: 'http.port' },
] as const satisfies readonly ContractVariable[];

/** Name of a variable of the contract. */
export type ContractName = (typeof contract)[number]['name'];

const byName: ReadonlyMap<string, ContractVariable> = new Map(contract.map((variable) => [variable.name, variable]));

/** The variable of the contract with that name, unless the application reads it: the user may set such a variable. */
export function ownedVariable(name: string): ContractVariable | undefined {
  const variable = byName.get(name);
  return variable?.readBy === 'application' ? undefined : variable;
}
