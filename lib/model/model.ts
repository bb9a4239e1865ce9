import { toBatch, toRunContainer, type Batch } from './batch';
import type { Engine } from './engine';
import type { Cookie } from './features/cookie';
import { metadataOf } from './features/identity';
import type {
  Annotations,
  ContainerPort,
  EnvVar,
  Labels,
  Probe,
  Secret,
  Volume,
  VolumeMount,
  Workload,
} from './kubernetes';
import type { BeamClusterProps, BeamClusterPropsWithSecrets } from './props';
import { readProps, type Pieces } from './read';
import type { Surroundings } from './surroundings';

/** Every object of a cluster. The keys are those of the printers' tables and of the handles. */
export interface ClusterObjects<V> extends Surroundings<V> {
  readonly workload: Workload<V>;
}

/** Everything that is decided about a cluster, as the objects that a printer writes down. */
export interface ClusterModel<V = string> {
  /** The objects by key, without those that the props leave out. */
  readonly objects: ClusterObjects<V>;
  /** The objects of `tasks` and `schedules`. */
  readonly batch: Batch<V>;
  /** The Secret that holds the cookie. */
  readonly cookie: Cookie<V>;
}

/** What makes a container a node of the cluster. It applies to a printed container and to an existing one. */
export interface NodePieces<V> {
  readonly labels: Labels;
  readonly annotations: Annotations<V>;
  readonly env: readonly EnvVar<V>[];
  readonly ports: readonly ContainerPort[];
  readonly probes: Probes;
  readonly volumes: readonly Volume<V>[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** The probes that are not left out. */
export interface Probes {
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
}

/** What is added to a workload that exists, and the objects around it. */
export interface AttachmentModel<V = string> {
  /** The objects by key, without those that the props leave out. */
  readonly objects: Surroundings<V>;
  /** The Secret that holds the cookie. */
  readonly cookie: Cookie<V>;
  /** What is added to the pod and to its container. If the workload was given, it is what the workload lacks. */
  readonly node: NodePieces<V>;
  /** The manifest of the workload with these pieces in it, if the workload was given. */
  readonly workload?: object;
}

/** Props that are read and checked. */
export interface ClusterReading<V> {
  /** The Secret that the engine must make before the cluster: variables that were given by value. */
  readonly secrets?: Secret<V>;
  /** Decides the cluster. `secretsName` is the name of that Secret, which may be known only later. */
  readonly decide: (secretsName?: V) => ClusterModel<V>;
}

/**
 * Reads the props of a cluster, for an engine that makes a Secret of variables by value before it decides. `id` is the name
 * of the cluster unless the props have one.
 *
 * @throws ClusterPropsError with every problem of the props
 * @example
 * const reading = readCluster('shop', { image: 'ghcr.io/acme/shop:1.0.0', secrets: { KEY: 'x' } }, { keepsSecrets: true });
 * const { objects } = reading.decide('name-of-the-secret');
 */
export function readCluster<V = string>(
  id: string,
  props: BeamClusterProps<V> | BeamClusterPropsWithSecrets<V>,
  engine: Engine = {},
): ClusterReading<V> {
  const decide = readProps(id, props, 'cluster', engine);
  const { secrets } = decide();
  return {
    ...(secrets && { secrets: secrets as Secret<V> }),
    decide: (secretsName) => toCluster<V>(decide(secretsName), engine),
  };
}

/**
 * Decides a whole cluster, in which secrets are given by name. `id` is its name unless the props have one.
 *
 * @throws ClusterPropsError with every problem of the props
 * @example
 * const { objects } = modelCluster('shop', { image: 'ghcr.io/acme/shop:1.0.0', http: { port: 4000 } });
 */
export function modelCluster<V = string>(id: string, props: BeamClusterProps<V>, engine: Engine = {}): ClusterModel<V> {
  return readCluster<V>(id, props, { ...engine, keepsSecrets: false }).decide();
}

function toCluster<V>(pieces: Pieces, engine: Engine): ClusterModel<V> {
  const { identity, kind, cookie, initTasks } = pieces.settled;
  const { labels, annotations, env, envFrom, ports, volumes, volumeMounts } = pieces;
  const initContainers = [...pieces.initContainers, ...initTasks.map((task) => toRunContainer(pieces, task))];
  const container = {
    ...pieces.container,
    ports,
    env,
    ...(envFrom.length === 0 ? {} : { envFrom }),
    volumeMounts,
  };
  const pod = {
    ...pieces.pod,
    ...(initContainers.length === 0 ? {} : { initContainers }),
    containers: [container],
    volumes,
  };
  const workload = {
    apiVersion: 'apps/v1',
    kind,
    metadata: metadataOf(identity, identity.name, pieces.workloadAnnotations),
    spec: {
      ...pieces.workload,
      selector: { matchLabels: identity.selector },
      template: { metadata: { labels, annotations }, spec: pod },
    },
  };
  const batch = toBatch(pieces, engine);
  return { objects: { ...pieces.objects, workload }, batch, cookie } as unknown as ClusterModel<V>;
}
