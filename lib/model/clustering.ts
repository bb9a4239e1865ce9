import { decideCookie, type Cookie, type CookieSource } from './cookie';
import { clusterEnvironment } from './environment';
import { decideIdentity, type Identity } from './identity';
import type { Annotations, ContainerPort, EnvVar, Volume, VolumeMount } from './kubernetes';
import { containerPorts, decidePorts, type Ports } from './ports';
import { decideProbes, type Probes } from './probes';
import type { AttachmentProps, BeamClusterProps } from './props';
import type { Shutdown } from './shutdown';
import { fileAnnotations, volumeMounts, volumes } from './storage';

/** What makes a container a node of the cluster, whoever made the container. */
export interface Clustering<V> {
  readonly identity: Identity;
  readonly cookie: Cookie<V>;
  readonly ports: Ports;
  readonly annotations: Annotations<never>;
  readonly env: readonly EnvVar<V>[];
  readonly containerPorts: readonly ContainerPort[];
  readonly probes: Probes;
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
}

export function decideClustering<V>(
  id: string,
  props: BeamClusterProps<V> | AttachmentProps<V>,
  shutdown: Shutdown,
  cookieSource: CookieSource,
): Clustering<V> {
  const identity = decideIdentity(id, props);
  const ports = decidePorts(props);
  const cookie = decideCookie(identity.name, props.cookie, cookieSource);
  const { vmFlags, ipFamily, clusterDomain } = props;
  return {
    identity,
    cookie,
    ports,
    annotations: fileAnnotations,
    env: clusterEnvironment({ identity, cookie, ports, shutdown, vmFlags, ipFamily, clusterDomain }),
    containerPorts: containerPorts(ports),
    probes: decideProbes(ports, props.http, props.probes),
    volumes,
    volumeMounts,
  };
}
