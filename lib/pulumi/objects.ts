import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { Surroundings } from '../model';
import type { Text } from './args';
import type { OptionsFor } from './resource-options';
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
  autoscaler: (name: string, manifest: Manifests['autoscaler'], opts: Options) =>
    new k8s.autoscaling.v2.HorizontalPodAutoscaler(name, writable(manifest), opts),
  ingress: (name: string, manifest: Manifests['ingress'], opts: Options) =>
    new k8s.networking.v1.Ingress(name, writable(manifest), opts),
  route: (name: string, manifest: Manifests['route'], opts: Options) =>
    new k8s.apiextensions.CustomResource(name, writable(manifest), opts),
} satisfies { [K in keyof Manifests]: (name: string, manifest: Manifests[K], opts: Options) => pulumi.Resource };

type Printers = typeof printers;

/** The objects around a workload, as resources. */
export type PrintedObjects = {
  readonly [K in keyof Printers]: ReturnType<Printers[K]> | (K extends 'discovery' ? never : undefined);
};

/** The names of these resources, and of their handles. */
export const objectNames = Object.keys(printers) as (keyof Printers)[];

export function printObjects(
  name: string,
  objects: Surroundings<Text>,
  options: OptionsFor<keyof Printers>,
): PrintedObjects {
  const printed = objectNames.map((key) => {
    const manifest = objects[key];
    return [key, manifest && printers[key](name, manifest as never, options(key))];
  });
  return Object.fromEntries(printed) as PrintedObjects;
}
