import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

/** `oldest` are the lower ends of the peer ranges, `newest` what the project itself is developed with. */
export type Age = 'oldest' | 'newest';

export const ages: readonly Age[] = ['oldest', 'newest'];

export type Dependencies = Readonly<Record<string, string>>;

const cdk8sEngine = ['cdk8s', 'cdk8s-plus-28', 'constructs'];
const pulumiEngine = ['@pulumi/pulumi', '@pulumi/kubernetes', '@pulumi/random'];

export const engines = {
  cdk8s: (age: Age): Dependencies => pinned(cdk8sEngine, age),
  pulumi: (age: Age): Dependencies => pinned(pulumiEngine, age),
} as const;

/** The compiler, of the oldest major that `constructs` can be read with or of the newest. */
export function compiler(age: Age): Dependencies {
  return { typescript: age === 'oldest' ? '5.0.4' : installed('typescript'), '@types/node': installed('@types/node') };
}

/** The version that the project itself has, so that no version is written twice. */
export function installed(name: string): string {
  return readVersion(join(root, 'node_modules', name, 'package.json'));
}

function pinned(names: readonly string[], age: Age): Dependencies {
  return Object.fromEntries(names.map((name) => [name, age === 'newest' ? installed(name) : lowest(name)]));
}

function lowest(name: string): string {
  const { peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly peerDependencies: Dependencies;
  };
  const version = /^\^(\d+\.\d+\.\d+)$/.exec(peerDependencies[name] ?? '')?.[1];
  if (version === undefined) throw new Error(`The peer range of ${name} must be ^ and its oldest version.`);
  return version;
}

function readVersion(file: string): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
