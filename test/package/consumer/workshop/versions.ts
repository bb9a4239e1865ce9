import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { versions } from '../../../../lib/cdk8s/versions';
import type { NodeRelease } from '../../../support/node-releases';

const root = resolve(__dirname, '../../../..');

export type Dependencies = Readonly<Record<string, string>>;

/** What a user has side by side. */
export interface Generation {
  readonly node: NodeRelease;
  readonly typescript: string;
  readonly manager: 'npm' | 'pnpm';
  /** The versions of the engines: the lower ends of the peer ranges, those that the project is developed with, or the newest. */
  readonly engines: 'lowest' | 'installed' | 'newest';
  /** The version of Kubernetes in the name of its cdk8s-plus. */
  readonly plus: (typeof versions)[number];
}

/** From the oldest versions that the package supports to the newest that there are. */
export const generations = {
  oldest: { plus: 28, node: '20.20.2', typescript: '5.0.4', manager: 'npm', engines: 'lowest' },
  older: { plus: 29, node: '22.23.5', typescript: '5.4.5', manager: 'pnpm', engines: 'installed' },
  newer: { plus: 33, node: '24.22.3', typescript: '6.0.3', manager: 'npm', engines: 'installed' },
  newest: { plus: 34, node: '26.12.1', typescript: '7.0.2', manager: 'pnpm', engines: 'newest' },
} as const satisfies Readonly<Record<string, Generation>>;

export type GenerationName = keyof typeof generations;

export const generationNames = Object.keys(generations) as readonly GenerationName[];

/** Releases that need a newer Node than the project is developed on. */
const newestReleases: Dependencies = { '@pulumi/pulumi': '3.276.0' };

const cdk8sEngine = (generation: GenerationName) => ['cdk8s', plusOf(generation), 'constructs'];
const pulumiEngine = ['@pulumi/pulumi', '@pulumi/kubernetes', '@pulumi/random'];

export const engines = {
  cdk8s: (generation: GenerationName): Dependencies => versionsOf(cdk8sEngine(generation), generation),
  pulumi: (generation: GenerationName): Dependencies => versionsOf(pulumiEngine, generation),
} as const;

/** The package cdk8s-plus of a generation. */
export function plusOf(generation: GenerationName): string {
  return `cdk8s-plus-${generations[generation].plus}`;
}

export function compiler(generation: GenerationName): Dependencies {
  return { typescript: generations[generation].typescript, '@types/node': installed('@types/node') };
}

/** The compiler options that make CommonJS, in the way that hides `exports` as long as the compiler knows it. */
export function commonJs(generation: GenerationName): Readonly<Record<string, string>> {
  const [major = ''] = generations[generation].typescript.split('.');
  return Number(major) < 6 ? { module: 'CommonJS', moduleResolution: 'node10' } : { module: 'Node16' };
}

/** The version that the project itself has, so that no version is written twice. */
export function installed(name: string): string {
  return readManifest(join('node_modules', name)).version;
}

function versionsOf(names: readonly string[], generation: GenerationName): Dependencies {
  return Object.fromEntries(names.map((name) => [name, versionOf(name, generations[generation].engines)]));
}

function versionOf(name: string, wanted: Generation['engines']): string {
  if (wanted === 'lowest') return lowest(name);
  return (wanted === 'newest' ? newestReleases[name] : undefined) ?? installed(name);
}

function lowest(name: string): string {
  const version = /^\^(\d+\.\d+\.\d+)$/.exec(readManifest('.').peerDependencies?.[name] ?? '')?.[1];
  if (version === undefined) throw new Error(`The peer range of ${name} must be ^ and its oldest version.`);
  return version;
}

interface Manifest {
  readonly version: string;
  readonly peerDependencies?: Dependencies;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
}
