import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { Surroundings } from '../model';
import type { Text } from './args';
import { writable } from './writable';

type Manifests = Required<Surroundings<Text>>;
type Options = pulumi.CustomResourceOptions;

// How each object of the model becomes a resource. The names are part of the state, so a new name replaces the resource.
const printers = {
  discovery: (name: string, manifest: Manifests['discovery'], opts: Options) =>
    new k8s.core.v1.Service(`${name}-headless`, writable(manifest), opts),
  service: (name: string, manifest: Manifests['service'], opts: Options) =>
    new k8s.core.v1.Service(name, writable(manifest), opts),
  networkPolicy: (name: string, manifest: Manifests['networkPolicy'], opts: Options) =>
    new k8s.networking.v1.NetworkPolicy(name, writable(manifest), opts),
  budget: (name: string, manifest: Manifests['budget'], opts: Options) =>
    new k8s.policy.v1.PodDisruptionBudget(name, writable(manifest), opts),
} satisfies { [K in keyof Manifests]: (name: string, manifest: Manifests[K], opts: Options) => pulumi.Resource };

type Printers = typeof printers;

/** The objects around a workload, as resources. */
export type PrintedObjects = {
  readonly [K in keyof Printers]: ReturnType<Printers[K]> | (K extends 'discovery' ? never : undefined);
};

export function printObjects(name: string, objects: Surroundings<Text>, parent: pulumi.Resource): PrintedObjects {
  const printed = Object.entries(printers).map(([key, print]) => {
    const manifest = objects[key as keyof Manifests];
    return [key, manifest && print(name, manifest as never, { parent })];
  });
  return Object.fromEntries(printed) as PrintedObjects;
}
