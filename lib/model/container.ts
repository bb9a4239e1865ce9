import type { Clustering } from './clustering';
import { applicationEnvironment, variablesFrom } from './environment';
import type { Container } from './kubernetes';
import type { Report } from './problems';
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

// The API keys them by name, and a server-side apply refuses a key that is there twice.
export function checkPullSecrets(names: readonly unknown[] = [], report: Report): void {
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || names.indexOf(name) === index) continue;
    report({ property: `imagePullSecrets[${index}]`, rule: 'is there already', remedy: 'Remove it.' });
  }
}
