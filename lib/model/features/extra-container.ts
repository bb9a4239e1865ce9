import type { EnvSource, InitContainer } from '../kubernetes';
import {
  asInKubernetes,
  fields,
  flag,
  imageName,
  leaf,
  pathTo,
  record,
  text,
  whole,
  isLabel1035,
  type Fields,
  type Report,
} from '../schema';
import { words } from './command';
import { refuseCookie } from './cookie';
import { sources, toSource, toVariable, variables, type EnvFromProps } from './environment';
import { temporaryMount } from './files';
import type { Image } from './image';
import { containerResources, decideResources, type Allotment, type ResourcesProps } from './resources';
import type { Secured } from './security';
import { folder, mountOf, plainFolder, volumeName, type Volumes } from './volume-mounts';

/** User, group and root file system of a container beside the application. */
export interface ContainerSecurityProps {
  /**
   * Numeric user, not 0.
   *
   * @default - the user of `podSecurity`, which owns the files that the containers share
   * @since 0.1.0
   * @example 10001
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  readonly user?: number;
  /**
   * Numeric group, not 0.
   *
   * @default - the group of `podSecurity`, which owns the volumes
   * @since 0.1.0
   * @example 10001
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  readonly group?: number;
  /**
   * Whether only `/tmp` and the mounted volumes can be written.
   *
   * @default - as in `podSecurity` - an intruder cannot change the program
   * @since 0.1.0
   * @example false
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  readonly readOnlyRootFilesystem?: boolean;
}

/** A container of the pod beside the application. */
export interface ExtraContainerProps<V = string> {
  /**
   * Container image. `imagePullPolicy` and `imagePullSecrets` hold for it too.
   *
   * @since 0.1.0
   * @example 'otel/opentelemetry-collector:0.140.0'
   * @see https://kubernetes.io/docs/concepts/containers/images/
   */
  readonly image: V;
  /**
   * Replaces the image's entry point.
   *
   * @default - the image's own
   * @since 0.1.0
   * @example ['/otelcol']
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
   */
  readonly command?: readonly V[];
  /**
   * Replaces the image's arguments.
   *
   * @default - the image's own
   * @since 0.1.0
   * @example ['--config', '/etc/otel/config.yaml']
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
   */
  readonly args?: readonly V[];
  /**
   * Environment variables: text, or a reference to a Secret, a ConfigMap or a field of the pod. It gets none of the
   * application's variables, and no cookie.
   *
   * @default - none
   * @since 0.1.0
   * @example { TOKEN: { secretKeyRef: { name: 'logs', key: 'token' } } }
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
   */
  readonly env?: Readonly<Record<string, V | EnvSource<V>>>;
  /**
   * Secrets and ConfigMaps of which each key becomes a variable.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ secretName: 'logs' }]
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables
   */
  readonly envFrom?: readonly EnvFromProps<V>[];
  /**
   * Folders by the names of the `volumes` that are mounted there. `/tmp` is there without one, and counts
   * against `tmpSize`.
   *
   * @default - none
   * @since 0.1.0
   * @example { logs: '/var/log/shop' }
   * @see https://kubernetes.io/docs/concepts/storage/volumes/
   */
  readonly mounts?: Readonly<Record<string, string>>;
  /**
   * User, group and root file system, where they differ from those of the application.
   *
   * @default - as in `podSecurity`
   * @since 0.1.0
   * @example { user: 10001 }
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  readonly security?: ContainerSecurityProps;
}

/** Everything else that decides how such a container is printed. */
export type Around = Image & Secured & Volumes;

// Starts with a letter, because JavaScript sorts the keys of an object that are numbers, and the order would be another one.
export const containerName = text(
  'must have names of at most 63 lower-case letters, digits and "-", starting with a letter',
  (name) => isLabel1035(name),
  { pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$' },
);

/** The shapes of the properties that every such container has. */
export const extraContainer: Fields<ExtraContainerProps & { readonly resources?: ResourcesProps }> = {
  image: leaf(imageName),
  command: words,
  args: words,
  env: variables,
  envFrom: sources,
  mounts: record(volumeName, folder),
  security: fields<ContainerSecurityProps>({ user: whole(1), group: whole(1), readOnlyRootFilesystem: flag }),
  resources: asInKubernetes(containerResources),
};

type Given = ExtraContainerProps<unknown> & { readonly resources?: ResourcesProps };

/** Checks such a container, and prints what all of them have in common. */
export function toExtraContainer(
  property: string,
  name: string,
  given: Given,
  { usual, ...around }: Around & { readonly usual: Allotment },
  report: Report,
): InitContainer<unknown> {
  const { image, command, args, env = {}, envFrom = [], mounts = {}, security, resources = {} } = given;
  for (const [key, value] of Object.entries(env)) refuseCookie(pathTo(`${property}.env`, key), [value], report, key);
  refuseCookie(`${property}.command`, command ?? [], report);
  refuseCookie(`${property}.args`, args ?? [], report);
  return {
    name,
    image,
    imagePullPolicy: around.imagePullPolicy,
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    env: Object.entries(env).map(toVariable),
    ...(envFrom.length === 0 ? {} : { envFrom: envFrom.map(toSource) }),
    resources: decideResources(resources, usual, `${property}.resources`, report),
    securityContext: around.securityContextOf(security),
    volumeMounts: volumeMounts(property, name, mounts, around, report),
  };
}

function volumeMounts(
  property: string,
  container: string,
  mounts: Readonly<Record<string, string>>,
  { readOnlyVolumes }: Volumes,
  report: Report,
) {
  const own = temporaryMount(container);
  const taken = new Map<string, string>();
  for (const [volume, path] of Object.entries(mounts)) {
    const place = pathTo(`${property}.mounts`, volume);
    if (!readOnlyVolumes.has(volume)) {
      report({ property: place, rule: 'is not in volumes', remedy: 'Give the volume there.' });
    }
    const other = taken.get(plainFolder(path));
    if (other !== undefined) {
      report({ property: place, rule: `must differ from the folder of ${other}`, remedy: 'Mount it elsewhere.' });
    }
    taken.set(plainFolder(path), volume);
  }
  const given = Object.entries(mounts).map(([volume, path]) => mountOf(volume, path, readOnlyVolumes));
  return taken.has(own.mountPath) ? given : [own, ...given];
}
