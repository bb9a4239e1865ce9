import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type * as k8s from '../model';
import { envVariables } from './environment';
import { approximateSize } from './resources';

/** The parts of a node for which cdk8s-plus has objects. `layOver` adds the rest. */
interface Pieces {
  readonly env: readonly k8s.EnvVar<string>[];
  readonly ports: readonly k8s.ContainerPort[];
  readonly volumes: readonly k8s.Volume[];
  readonly volumeMounts: readonly k8s.VolumeMount[];
}

/** Adds variables, ports and mounts that a container does not have. */
export function furnish(scope: Construct, container: kplus.Container, pieces: Pieces): void {
  for (const [name, value] of Object.entries(envVariables(scope, pieces.env))) container.env.addVariable(name, value);
  for (const { name, containerPort, protocol } of pieces.ports) {
    container.addPort({ name, number: containerPort, protocol: protocol as kplus.Protocol });
  }
  for (const { mountPath, name } of pieces.volumeMounts) {
    const emptyDir = pieces.volumes.find((volume) => volume.name === name)?.emptyDir;
    // `layOver` adds the others, and those after them, so that the order is that of the model.
    if (emptyDir === undefined) break;
    const sizeLimit = approximateSize(emptyDir.sizeLimit);
    container.mount(mountPath, kplus.Volume.fromEmptyDir(scope, name, name, { sizeLimit }));
  }
}
