import { contract } from './contract';
import type { Contribution, OwnVariable } from './contribution';
import { httpPort } from './features/http';
import type { EnvVar } from './kubernetes';
import type { Surroundings } from './surroundings';

/** The contribution of each feature, with the name of the feature. */
export type Contributions = readonly (readonly [feature: string, contribution: Contribution])[];

type Key = keyof Contribution;
type Item<K extends Key> = NonNullable<Contribution[K]> extends readonly (infer I)[] ? I : never;

/**
 * Merges the contributions. Lists keep the order of the features, and variables get the order of the contract. Throws if two
 * features write the same field, which is a bug in this package and never a mistake of a user.
 */
export function assemble(contributions: Contributions) {
  const variables = ownVariables(contributions);
  const applicationEnv = join(contributions, 'env');
  return {
    env: [...variables, ...applicationEnv] as readonly EnvVar<unknown>[],
    variables,
    applicationEnv,
    vmFlags: join(contributions, 'vmFlags'),
    envFrom: join(contributions, 'envFrom'),
    ports: joinOnce(contributions, 'ports', ({ name }) => name),
    volumes: joinOnce(contributions, 'volumes', ({ name }) => name),
    volumeMounts: joinOnce(contributions, 'volumeMounts', ({ mountPath }) => mountPath),
    initContainers: joinOnce(contributions, 'initContainers', ({ name }) => name),
    labels: merge(contributions, 'podLabels'),
    annotations: merge(contributions, 'podAnnotations'),
    workloadAnnotations: merge(contributions, 'workloadAnnotations'),
    container: merge(contributions, 'container'),
    pod: merge(contributions, 'pod'),
    workload: merge(contributions, 'workload'),
    objects: fill(merge(contributions, 'objects') as Surroundings<unknown>, contributions),
    secrets: contributions.map(([, { secrets }]) => secrets).find((secrets) => secrets !== undefined),
  };
}

/** Adds the rules and ports of other features to the objects. */
function fill({ discovery, service, networkPolicy, ...others }: Surroundings<unknown>, contributions: Contributions) {
  const discoveryPorts = joinOnce(contributions, 'discoveryPorts', ({ name }) => name);
  const httpProtocol = contributions.map(([, { httpProtocol }]) => httpProtocol).find((given) => given !== undefined);
  const servicePorts = joinOnce(contributions, 'servicePorts', ({ name }) => name).map((port) =>
    port.name === httpPort && httpProtocol !== undefined ? { ...port, appProtocol: httpProtocol } : port,
  );
  const rules = { ingress: join(contributions, 'ingress'), egress: join(contributions, 'egress') };
  const objects: Surroundings<unknown> = {
    discovery: { ...discovery, spec: { ...discovery.spec, ports: discoveryPorts } },
    ...(service && { service: { ...service, spec: { ...service.spec, ports: servicePorts } } }),
    ...(networkPolicy && { networkPolicy: { ...networkPolicy, spec: { ...networkPolicy.spec, ...rules } } }),
    ...others,
  };
  return objects;
}

function ownVariables(contributions: Contributions): readonly OwnVariable[] {
  const given = joinOnce(contributions, 'variables', ({ name }) => name);
  const flags = joinFlags(contributions);
  const own: readonly OwnVariable[] = flags === '' ? given : [...given, { name: 'ERL_AFLAGS', value: flags }];
  // The contract declares `POD_IP` before the variables that use `$(POD_IP)`.
  return contract.flatMap(({ name }) => own.filter((variable) => variable.name === name));
}

function joinFlags(contributions: Contributions): string {
  const kernel = joinOnce(contributions, 'kernelParameters', ([name]) => name);
  return [...(kernel.length === 0 ? [] : ['-kernel', ...kernel.flat()]), ...join(contributions, 'vmFlags')].join(' ');
}

function join<K extends Key>(contributions: Contributions, key: K): readonly Item<K>[] {
  return contributions.flatMap(([, contribution]) => (contribution[key] ?? []) as readonly Item<K>[]);
}

function joinOnce<K extends Key>(
  contributions: Contributions,
  key: K,
  identify: (item: Item<K>) => string,
): readonly Item<K>[] {
  const writers = new Map<string, string>();
  for (const [feature, contribution] of contributions) {
    for (const item of (contribution[key] ?? []) as readonly Item<K>[]) claim(writers, key, identify(item), feature);
  }
  return join(contributions, key);
}

function merge<K extends Key>(contributions: Contributions, key: K): NonNullable<Contribution[K]> {
  const writers = new Map<string, string>();
  const fields = contributions.flatMap(([feature, contribution]) =>
    Object.entries(contribution[key] ?? {}).map(([field, value]) => {
      claim(writers, key, field, feature);
      return [field, value as unknown] as const;
    }),
  );
  return Object.fromEntries(fields) as NonNullable<Contribution[K]>;
}

function claim(writers: Map<string, string>, key: Key, field: string, feature: string): void {
  const other = writers.get(field);
  if (other !== undefined) throw new Error(`The features "${other}" and "${feature}" both write ${key} ${field}.`);
  writers.set(field, feature);
}
