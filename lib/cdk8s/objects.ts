import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Surroundings } from '../model';
import { printNetworkPolicy, printService } from './network';

type Manifests = Required<Surroundings<string>>;

// How each object of the model becomes a construct. The ids are part of the construct tree, which users can read.
const printers = {
  discovery: (scope: Construct, manifest: Manifests['discovery']) => printService(scope, 'Discovery', manifest),
  service: (scope: Construct, manifest: Manifests['service']) => printService(scope, 'Service', manifest),
  networkPolicy: printNetworkPolicy,
  // That of cdk8s-plus has opinions of its own about metrics and behaviour.
  autoscaler: (scope: Construct, manifest: Manifests['autoscaler']) => new ApiObject(scope, 'Autoscaler', manifest),
  // cdk8s-plus has no PodDisruptionBudget (cdk8s-plus#419).
  budget: (scope: Construct, manifest: Manifests['budget']) => new ApiObject(scope, 'Budget', manifest),
  // That of cdk8s-plus takes Services in place of names, and sorts its rules.
  ingress: (scope: Construct, manifest: Manifests['ingress']) => new ApiObject(scope, 'Ingress', manifest),
  route: (scope: Construct, manifest: Manifests['route']) => new ApiObject(scope, 'Route', manifest),
} satisfies { [K in keyof Manifests]: (scope: Construct, manifest: Manifests[K]) => Construct };

type Printers = typeof printers;

/** The objects around a workload, as constructs. */
export type PrintedObjects = {
  readonly [K in keyof Printers]: ReturnType<Printers[K]> | (K extends 'discovery' ? never : undefined);
};

export function printObjects(scope: Construct, objects: Surroundings<string>): PrintedObjects {
  const printed = Object.entries(printers).map(([key, print]) => {
    const manifest = objects[key as keyof Manifests];
    return [key, manifest && print(scope, manifest as never)];
  });
  return Object.fromEntries(printed) as PrintedObjects;
}
