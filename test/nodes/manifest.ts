import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Deployment, Manifest, NetworkPolicy, Service, StatefulSet } from '../../lib/model/kubernetes';

/** What a printed file holds, by kind. */
export interface Printed {
  readonly workload: Deployment<string> | StatefulSet<string>;
  readonly services: readonly Service<string>[];
  readonly policies: readonly NetworkPolicy<string>[];
}

const foundingExample = join(__dirname, '../../dist/k8s/rsolv-api.k8s.yaml');

/** Reads the manifests that `cdk8s synth` printed. */
export function readManifests(path: string = process.env['BED_MANIFEST'] ?? foundingExample): Printed {
  if (!existsSync(path)) throw new Error(`There are no manifests at ${path}. Print them first: npx cdk8s synth`);
  return sortManifests(
    parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as Manifest<string>),
  );
}

/** Manifests by kind. */
export function sortManifests(manifests: readonly Manifest<string>[]): Printed {
  const workload = manifests.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet') as
    Printed['workload'] | undefined;
  if (workload === undefined) throw new Error('The manifests have no Deployment and no StatefulSet.');
  return {
    workload,
    services: manifests.filter((manifest) => manifest.kind === 'Service'),
    policies: manifests.filter((manifest) => manifest.kind === 'NetworkPolicy'),
  };
}

/** How many pods there are without an autoscaler, which the bed has not. */
export function replicasOf({ workload }: Pick<Printed, 'workload'>): number {
  return workload.spec.replicas ?? 1;
}

/** The Service that DNS answers with the addresses of the pods. */
export function findHeadless({ services }: Printed): Service<string> {
  const headless = services.find(({ spec }) => spec.clusterIP === 'None');
  if (headless === undefined) throw new Error('The manifests have no headless Service.');
  return headless;
}

/** The number of a port that the container has under this name. */
export function findPort({ workload }: Printed, name: string): number {
  const { ports } = workload.spec.template.spec.containers[0];
  const port = ports.find((candidate) => candidate.name === name);
  if (port !== undefined) return port.containerPort;
  throw new Error(`The container has no port "${name}", only: ${ports.map((candidate) => candidate.name).join(', ')}.`);
}

/** A workload with some of its container's variables set otherwise, as a person would edit the manifest. */
export function withVariables(printed: Printed, changed: Readonly<Record<string, string>>): Printed {
  const { workload } = printed;
  const { template } = workload.spec;
  const [container] = template.spec.containers;
  const given = Object.entries(changed).map(([name, value]) => ({ name, value }));
  const kept = container.env.map((variable) => given.find(({ name }) => name === variable.name) ?? variable);
  const env = [...kept, ...given.filter((variable) => !kept.includes(variable))];
  const spec = { ...template.spec, containers: [{ ...container, env }] as const };
  return {
    ...printed,
    workload: { ...workload, spec: { ...workload.spec, template: { ...template, spec } } } as never,
  };
}
