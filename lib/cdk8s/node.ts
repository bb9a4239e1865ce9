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

/** Adds variables, ports and mounts to a container, and changes none of its own. */
export function furnish(scope: Construct, container: kplus.Container, pieces: Pieces): void {
  const env = pieces.env.filter(({ name }) => !Object.hasOwn(container.env.variables, name));
  for (const [name, value] of Object.entries(envVariables(scope, env))) container.env.addVariable(name, value);
  for (const { name, containerPort, protocol } of pieces.ports) {
    if (container.ports.some(({ number }) => number === containerPort)) continue;
    container.addPort({ name, number: containerPort, protocol: protocol as kplus.Protocol });
  }
  for (const { mountPath, name } of missingMounts(container, pieces.volumeMounts)) {
    const emptyDir = pieces.volumes.find((volume) => volume.name === name)?.emptyDir;
    if (emptyDir === undefined) continue;
    const sizeLimit = approximateSize(emptyDir.sizeLimit);
    container.mount(mountPath, kplus.Volume.fromEmptyDir(scope, name, name, { sizeLimit }));
  }
}

/** The mounts whose paths the container does not use yet. */
export function missingMounts(
  container: kplus.Container,
  mounts: readonly k8s.VolumeMount[],
): readonly k8s.VolumeMount[] {
  return mounts.filter(({ mountPath }) => !container.mounts.some(({ path }) => path === mountPath));
}
