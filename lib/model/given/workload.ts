import type { Labels } from '../kubernetes';
import { readPreStop } from '../pre-stop';
import { isRecord, show, type Problem, type Report } from '../schema';
import { foundKind, isWorkloadKind, type GivenKind } from './kinds';
import { follow, into, itemsAt, knownAt, later, laterAt, type Place } from './place';

type OrLater<T> = T | typeof later | undefined;

/** What the manifest of a workload says, as far as clustering depends on it. */
export interface GivenWorkload {
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Undefined where the manifest leaves it to the class of the engine. */
  readonly kind: GivenKind | undefined;
  /** It is placed and never read. */
  readonly namespace: unknown;
  readonly selector: OrLater<Labels>;
  readonly replicas: OrLater<number>;
  readonly graceSeconds: OrLater<number>;
  /** What the `preStop` hook sleeps; undefined if it does more. */
  readonly hookSeconds: number | undefined;
  readonly dns: { readonly policy: OrLater<string>; readonly isOnHost: boolean; readonly isConfigured: boolean };
  readonly labels: readonly string[];
  readonly container: GivenContainer;
  /** The other containers of the pod, with those that start before it and stay. */
  readonly others: readonly GivenContainer[];
}

export interface GivenContainer {
  readonly name: string;
  readonly env: readonly { readonly name: string; readonly value: unknown }[];
  readonly command: readonly unknown[];
  readonly args: readonly unknown[];
  readonly ports: readonly {
    readonly name: string | undefined;
    readonly number: number | undefined;
    readonly protocol: string;
  }[];
  readonly mounts: readonly { readonly path: string | undefined; readonly isReadOnly: boolean }[];
  readonly probes: readonly string[];
}

const pod = ['spec', 'template', 'spec'];

/** Reads the manifest, and reports what keeps it from being a workload with the container. */
export function readWorkload(
  manifest: unknown,
  containerName: string | undefined,
  report: Report,
): GivenWorkload | undefined {
  if (!isRecord(manifest)) {
    report({ ...notAWorkload, ...(manifest === undefined ? {} : { got: show(manifest) }) });
    return undefined;
  }
  const root: Place = { value: manifest, path: 'workload' };
  const at = (...keys: string[]) => follow(root, keys, report);
  const kind = knownAt(at('kind'), 'string', report);
  if (kind !== undefined && !isWorkloadKind(kind)) {
    report({ ...notAWorkload, ...foundKind(kind) });
    return undefined;
  }
  const containers = itemsAt(at(...pod, 'containers'), report).map((place) => ({
    place,
    ...readContainer(place, report),
  }));
  const container = containerName === undefined ? containers[0] : containers.find(({ name }) => name === containerName);
  if (container === undefined) {
    report(containerName === undefined || containers.length === 0 ? withoutContainer : strangeContainer);
    return undefined;
  }
  // They are added to, so the engine must not be the only one that can read them.
  itemsAt(at(...pod, 'volumes'), report);
  keysAt(at('spec', 'template', 'metadata', 'annotations'), report);
  const stays = itemsAt(at(...pod, 'initContainers'), report).filter(
    (place) => isRecord(place.value) && place.value['restartPolicy'] === 'Always',
  );
  return {
    manifest,
    kind,
    namespace: at('metadata', 'namespace').value,
    selector: readLabels(at('spec', 'selector', 'matchLabels'), report),
    replicas: laterAt(at('spec', 'replicas'), 'number', report),
    graceSeconds: laterAt(at(...pod, 'terminationGracePeriodSeconds'), 'number', report),
    hookSeconds: readPreStop(follow(container.place, ['lifecycle', 'preStop'], report).value),
    dns: {
      policy: laterAt(at(...pod, 'dnsPolicy'), 'string', report),
      isOnHost: at(...pod, 'hostNetwork').value === true,
      isConfigured: at(...pod, 'dnsConfig').value !== undefined,
    },
    labels: keysAt(at('spec', 'template', 'metadata', 'labels'), report),
    container,
    others: [
      ...containers.filter((other) => other !== container),
      ...stays.map((place) => readContainer(place, report)),
    ],
  };
}

function readContainer(place: Place, report: Report): GivenContainer {
  const at = (key: string) => into(place, key, report);
  const env = itemsAt(at('env'), report).map((variable) => ({
    name: knownAt(into(variable, 'name', report), 'string', report) ?? '',
    value: into(variable, 'value', report).value,
  }));
  const ports = itemsAt(at('ports'), report).map((port) => ({
    name: knownAt(into(port, 'name', report), 'string', report),
    number: knownAt(into(port, 'containerPort', report), 'number', report),
    protocol: knownAt(into(port, 'protocol', report), 'string', report) ?? 'TCP',
  }));
  const mounts = itemsAt(at('volumeMounts'), report).map((mount) => ({
    path: knownAt(into(mount, 'mountPath', report), 'string', report),
    isReadOnly: into(mount, 'readOnly', report).value === true,
  }));
  return {
    name: knownAt(at('name'), 'string', report) ?? '',
    env,
    command: itemsAt(at('command'), report).map(({ value }) => value),
    args: itemsAt(at('args'), report).map(({ value }) => value),
    ports,
    mounts,
    probes: ['startupProbe', 'readinessProbe', 'livenessProbe'].filter((probe) => at(probe).value !== undefined),
  };
}

function keysAt(place: Place, report: Report): readonly string[] {
  // The path reports what is no object, and what is known later.
  into(place, '', report);
  return isRecord(place.value) ? Object.keys(place.value) : [];
}

function readLabels(place: Place, report: Report): OrLater<Labels> {
  if (place.value === undefined) return undefined;
  if (!isRecord(place.value)) return laterAt(place, 'string', report) === later ? later : undefined;
  return Object.values(place.value).every((value) => typeof value === 'string') ? (place.value as Labels) : later;
}

const notAWorkload: Problem = {
  property: 'workload',
  rule: 'must be the manifest of a Deployment, a StatefulSet or a DaemonSet',
};

const withoutContainer: Problem = { property: 'workload', rule: 'must have a container', got: 'none' };

const strangeContainer: Problem = { property: 'container', rule: 'must be one of the containers of the workload' };
