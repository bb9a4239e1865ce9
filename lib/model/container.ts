import type { Clustering } from './clustering';
import { applicationEnvironment, variablesFrom } from './environment';
import type { Container } from './kubernetes';
import type { BeamClusterProps } from './props';
import { decideResources } from './resources';
import { containerSecurity } from './security';
import { preStop, type Shutdown } from './shutdown';

/** The one container of a printed workload, named as the cluster is. */
export function container<V>(clustering: Clustering<V>, props: BeamClusterProps<V>, shutdown: Shutdown): Container<V> {
  const envFrom = variablesFrom(props.envFrom, props.secrets);
  const lifecycle = preStop(shutdown);
  return {
    name: clustering.identity.name,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy ?? 'IfNotPresent',
    ...(props.command === undefined ? {} : { command: props.command }),
    ...(props.args === undefined ? {} : { args: props.args }),
    ports: clustering.containerPorts,
    env: [...clustering.env, ...applicationEnvironment(props.env, clustering.ports.http)],
    ...(envFrom.length === 0 ? {} : { envFrom }),
    resources: decideResources(props.resources),
    ...clustering.probes,
    ...(lifecycle === undefined ? {} : { lifecycle }),
    securityContext: containerSecurity(props.podSecurity),
    volumeMounts: clustering.volumeMounts,
  };
}
