import { readAttachment, readCluster } from './check';
import { decideClustering, type Clustering } from './clustering';
import type { CookieSource } from './cookie';
import type { Manifest, Workload } from './kubernetes';
import type { AttachmentProps, BeamClusterProps, BeamClusterPropsWithSecrets } from './props';
import { areNames, type KeepSecret, type Secrets } from './secrets';
import type { IsOpaque } from './shape';
import { decideShutdown, leaving } from './shutdown';
import { decideSurroundings, type Surroundings } from './surroundings';
import { workload } from './workload';

/** Everything that is decided about a cluster, as the objects that a printer writes down. */
export interface ClusterModel<V = string> extends Surroundings<V> {
  readonly clustering: Clustering<V>;
  readonly workload: Workload<V>;
}

/** What is added to a workload that exists, and the objects around it. */
export interface AttachmentModel<V = string> extends Surroundings<V> {
  readonly clustering: Clustering<V>;
}

/** The three things in which engines differ. */
export interface Engine<V> {
  /** Tells a value that only the engine can read from a plain one. @default - there is none */
  readonly isOpaque?: IsOpaque;
  /** What a cookie that is not given becomes. @default 'reference' */
  readonly cookieSource?: CookieSource;
  /** Keeps variables that are given by value. @default - `secrets` takes names alone */
  readonly keepSecret?: KeepSecret<V>;
}

/** Decides a whole cluster. `id` is its name unless the props have one; throws a `ClusterPropsError` with every problem. */
export function modelCluster<V = string>(
  id: string,
  props: BeamClusterProps<V> | BeamClusterPropsWithSecrets<V>,
  { isOpaque = never, cookieSource = 'reference', keepSecret }: Engine<V> = {},
): ClusterModel<V> {
  const { secrets = [], ...rest } = readCluster<V>(id, props, { isOpaque, canKeepSecrets: keepSecret !== undefined });
  const shutdown = decideShutdown(rest.drain);
  const clustering = decideClustering(id, rest, shutdown, cookieSource);
  const given = { ...rest, secrets: namesOf(secrets, keepSecret, rest.namespace, clustering) };
  return {
    clustering,
    ...decideSurroundings(clustering, clustering.identity.selector, given),
    workload: workload(clustering, given, shutdown),
  };
}

/** Decides what is added to a workload that exists; throws a `ClusterPropsError` with every problem. */
export function modelAttachment<V = string>(
  id: string,
  props: AttachmentProps<V>,
  { isOpaque = never, cookieSource = 'reference' }: Engine<V> = {},
): AttachmentModel<V> {
  const given = readAttachment<V>(id, props, { isOpaque, canKeepSecrets: false });
  const clustering = decideClustering(id, given, decideShutdown(leaving(given.graceSeconds)), cookieSource);
  return { clustering, ...decideSurroundings(clustering, given.selector, given) };
}

/** The objects of a cluster in the order in which they are best applied. */
export function manifests<V>(model: ClusterModel<V>): readonly Manifest<V>[] {
  const { discovery, service, networkPolicy, budget } = model;
  return [discovery, service, networkPolicy, budget, model.workload].filter((manifest) => manifest !== undefined);
}

function namesOf<V>(
  secrets: Secrets<V>,
  keepSecret: KeepSecret<V> | undefined,
  namespace: V | undefined,
  { identity }: Clustering<V>,
): readonly V[] {
  if (areNames(secrets)) return secrets;
  if (keepSecret === undefined || Object.keys(secrets).length === 0) return [];
  const { labels } = identity;
  return [keepSecret({ ...(namespace === undefined ? {} : { namespace }), labels, variables: secrets })];
}

function never(): boolean {
  return false;
}
