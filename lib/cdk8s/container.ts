import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type * as k8s from '../model';
import { envFromSources, envVariables } from './environment';
import { approximateResources } from './resources';

export function containerProps(
  scope: Construct,
  container: k8s.Container<string>,
  volumes: readonly k8s.Volume[],
): kplus.ContainerProps {
  const { command, args, startupProbe, readinessProbe, livenessProbe, lifecycle, securityContext } = container;
  return {
    name: container.name,
    image: container.image,
    imagePullPolicy: container.imagePullPolicy as kplus.ImagePullPolicy,
    ...(command === undefined ? {} : { command: [...command] }),
    ...(args === undefined ? {} : { args: [...args] }),
    ports: container.ports.map(containerPort),
    envVariables: envVariables(scope, container.env),
    envFrom: envFromSources(scope, container.envFrom ?? []),
    resources: approximateResources(container.resources),
    ...(startupProbe === undefined ? {} : { startup: probe(startupProbe) }),
    ...(readinessProbe === undefined ? {} : { readiness: probe(readinessProbe) }),
    ...(livenessProbe === undefined ? {} : { liveness: probe(livenessProbe) }),
    ...(lifecycle === undefined
      ? {}
      : { lifecycle: { preStop: kplus.Handler.fromCommand([...lifecycle.preStop.exec.command]) } }),
    securityContext: {
      ensureNonRoot: securityContext.runAsNonRoot,
      user: securityContext.runAsUser,
      group: securityContext.runAsGroup,
      privileged: securityContext.privileged,
      allowPrivilegeEscalation: securityContext.allowPrivilegeEscalation,
      readOnlyRootFilesystem: securityContext.readOnlyRootFilesystem,
      capabilities: { drop: securityContext.capabilities.drop as unknown as kplus.Capability[] },
      seccompProfile: { type: securityContext.seccompProfile.type as kplus.SeccompProfileType },
    },
    volumeMounts: emptyFolders(scope, container.volumeMounts, volumes),
  };
}

export function containerPort({ name, containerPort, protocol }: k8s.ContainerPort): kplus.ContainerPort {
  return { name, number: containerPort, protocol: protocol as kplus.Protocol };
}

function probe({ httpGet, tcpSocket, ...numbers }: k8s.Probe): kplus.Probe {
  const options = {
    initialDelaySeconds: Duration.seconds(numbers.initialDelaySeconds),
    periodSeconds: Duration.seconds(numbers.periodSeconds),
    timeoutSeconds: Duration.seconds(numbers.timeoutSeconds),
    successThreshold: numbers.successThreshold,
    failureThreshold: numbers.failureThreshold,
  };
  return httpGet === undefined
    ? kplus.Probe.fromTcpSocket({ ...options, ...tcpSocket })
    : kplus.Probe.fromHttpGet(httpGet.path, {
        ...options,
        port: httpGet.port,
        scheme: httpGet.scheme as kplus.ConnectionScheme,
      });
}

/** The mounts of emptyDir volumes; a volume of any other kind is not known to cdk8s-plus. */
export function emptyFolders(
  scope: Construct,
  mounts: readonly k8s.VolumeMount[],
  volumes: readonly k8s.Volume[],
): kplus.VolumeMount[] {
  return volumes.flatMap(({ name, emptyDir }) => {
    const mount = mounts.find((mount) => mount.name === name);
    if (emptyDir === undefined || mount === undefined) return [];
    const sizeLimit = Size.mebibytes(Number.parseInt(emptyDir.sizeLimit, 10));
    return [{ path: mount.mountPath, volume: kplus.Volume.fromEmptyDir(scope, name, name, { sizeLimit }) }];
  });
}
