import type { NodePieces } from '../model';
import { isList, isRecord } from '../schema';
import type { GivenWorkload } from './workload';

/** The pieces that the workload does not have yet. What it has stays as it is. */
export function missingPieces<V>(node: NodePieces<V>, { container, labels }: GivenWorkload): NodePieces<V> {
  const volumeMounts = node.volumeMounts.filter(
    ({ mountPath }) => !container.mounts.some(({ path }) => path?.replace(/\/+$/, '') === mountPath),
  );
  return {
    labels: without(node.labels, labels),
    annotations: node.annotations,
    env: node.env.filter(({ name }) => !container.env.some((own) => own.name === name)),
    ports: node.ports.filter(({ containerPort, protocol }) => {
      return !container.ports.some((own) => own.number === containerPort && own.protocol === protocol);
    }),
    probes: without(node.probes, container.probes),
    volumes: node.volumes.filter(({ name }) => volumeMounts.some((mount) => mount.name === name)),
    volumeMounts,
  };
}

function without<T extends object>(pieces: T, present: readonly string[]): T {
  return Object.fromEntries(Object.entries(pieces).filter(([key]) => !present.includes(key))) as T;
}

/** The manifest of the workload with the pieces in it. */
export function withPieces<V>({ manifest, container }: GivenWorkload, node: NodePieces<V>): object {
  const { labels, annotations, env, ports, probes, volumes, volumeMounts } = node;
  const addTo = (given: unknown) => {
    if (!isRecord(given) || given['name'] !== container.name) return given;
    // Its own variables may then use `$(POD_IP)`.
    const own = { env: [...env, ...listOf(given['env'])], ports: [...listOf(given['ports']), ...ports] };
    return { ...given, ...own, volumeMounts: [...listOf(given['volumeMounts']), ...volumeMounts], ...probes };
  };
  const change = (value: unknown, key: string, how: (inner: unknown) => unknown) => {
    const object = isRecord(value) ? value : {};
    return { ...object, [key]: how(object[key]) };
  };
  const metadata = (value: unknown) =>
    change(
      change(value, 'labels', (own) => ({ ...recordOf(own), ...labels })),
      'annotations',
      (own) => ({ ...recordOf(own), ...annotations }),
    );
  const pod = (value: unknown) =>
    change(
      change(value, 'containers', (own) => listOf(own).map(addTo)),
      'volumes',
      (own) => [...listOf(own), ...volumes],
    );
  return change(manifest, 'spec', (spec) =>
    change(spec, 'template', (template) => change(change(template, 'metadata', metadata), 'spec', pod)),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return isList(value) ? value : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
