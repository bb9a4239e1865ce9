import { amount } from './amount';
import { environmentValue } from './environment';
import type {
  AttachmentProps,
  BeamClusterProps,
  CookieReference,
  DisruptionBudgetProps,
  DrainProps,
  EnvFromProps,
  HeadlessProps,
  HttpProps,
  NetworkPolicyProps,
  PodSecurityProps,
  PortsProps,
  ProbeProps,
  ProbesProps,
  ResourcesProps,
  RolloutProps,
  ServiceAccountProps,
  ServiceProps,
  SpreadProps,
  VmFlagsProps,
} from './props';
import { cookieReference } from './cookie';
import { quantities } from './resources';
import { secretsShape } from './secrets';
import {
  fields,
  flag,
  known,
  leaf,
  list,
  oneOf,
  orFalse,
  record,
  text,
  unshown,
  whole,
  type Fields,
  type Shape,
} from './shape';
import {
  anyText,
  domainName,
  environmentName,
  environmentPrefix,
  imageName,
  labelValue,
  namespaceName,
  objectName,
  processText,
  qualifiedKey,
  releaseName,
  secretKey,
  urlPath,
} from './syntax';

/** Tells a value that only the engine can read, such as a Pulumi Output, from a plain one. */
export type IsOpaque = (value: unknown) => boolean;

const port = whole(1, 65535);
const seconds = whole(0, 86_400);

/** The properties that a workload of the user's own has in common with one that is printed. */
function shared(isOpaque: IsOpaque) {
  const plain = (shape: Shape) => leaf(isOpaque, shape);
  const annotations = record(qualifiedKey('annotation'), plain(anyText));
  return {
    name: anyText,
    namespace: plain(namespaceName),
    release: releaseName,
    replicas: whole(1),
    http: fields<HttpProps>({ port, healthPath: urlPath, readyPath: urlPath }, { required: ['port'] }),
    ports: fields<PortsProps>({ epmd: port, distribution: port }),
    cookie: cookieReference(
      fields<CookieReference>({ secretName: plain(objectName), key: secretKey }, { required: ['secretName'] }),
      isOpaque,
    ),
    labels: record(qualifiedKey('label'), unshown(labelValue)),
    probes: fields<ProbesProps>({ startup: orFalse(probe), readiness: orFalse(probe), liveness: orFalse(probe) }),
    vmFlags,
    service: orFalse(fields<ServiceProps>({ type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer'), port, annotations })),
    headless: fields<HeadlessProps>({ publishNotReadyAddresses: flag, annotations }),
    disruptionBudget: orFalse(
      fields<DisruptionBudgetProps>(
        { maxUnavailable: amount, minAvailable: amount },
        { oneOf: ['maxUnavailable', 'minAvailable'] },
      ),
    ),
    networkPolicy: orFalse(fields<NetworkPolicyProps>({ egress: oneOf('open', 'cluster') })),
    clusterDomain: domainName,
  } satisfies Partial<Fields<BeamClusterProps<unknown>>>;
}

export function clusterShape(isOpaque: IsOpaque, canKeepSecrets: boolean): Shape {
  const plain = (shape: Shape) => leaf(isOpaque, shape);
  return structure<BeamClusterProps<unknown>>(
    isOpaque,
    {
      ...shared(isOpaque),
      image: plain(imageName),
      workload: oneOf('Deployment', 'StatefulSet'),
      env: record(environmentName, environmentValue(isOpaque, plain(objectName))),
      envFrom: list(
        fields<EnvFromProps>(
          {
            secretName: plain(unshown(objectName)),
            configMapName: plain(unshown(objectName)),
            prefix: unshown(environmentPrefix),
            optional: flag,
          },
          { oneOf: ['secretName', 'configMapName'] },
        ),
      ),
      secrets: secretsShape(plain(objectName), canKeepSecrets, isOpaque),
      annotations: record(qualifiedKey('annotation'), plain(anyText)),
      resources: fields<ResourcesProps>({ requests: quantities, limits: quantities }),
      command: list(plain(unshown(processText))),
      args: list(plain(unshown(processText))),
      imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
      imagePullSecrets: list(plain(unshown(objectName))),
      serviceAccount: fields<ServiceAccountProps>({ name: plain(objectName), automountToken: flag }),
      podSecurity: fields<PodSecurityProps>({
        user: whole(1),
        group: whole(1),
        readOnlyRootFilesystem: flag,
      }),
      drain: fields<DrainProps>({ preStopSeconds: seconds, shutdownSeconds: whole(1, 86_400), graceSeconds: seconds }),
      rollout: fields<RolloutProps>({
        maxSurge: amount,
        maxUnavailable: amount,
        minReadySeconds: seconds,
        progressDeadlineSeconds: whole(1, 86_400),
        revisionHistoryLimit: whole(0),
      }),
      spread: orFalse(fields<SpreadProps>({ zones: spread, hosts: spread })),
    },
    ['image'],
  );
}

export function attachmentShape(isOpaque: IsOpaque): Shape {
  const selector = record(qualifiedKey('label'), labelValue);
  return structure<AttachmentProps<unknown>>(isOpaque, { ...shared(isOpaque), selector, graceSeconds: seconds }, [
    'selector',
  ]);
}

/** Props of which only the leaves may be known later: the rest decides which objects there are. */
function structure<T>(isOpaque: IsOpaque, shapes: Fields<T>, required: readonly string[]): Shape {
  const shape = (key: string, own: Shape) => (leaves.includes(key) ? own : known(isOpaque, own));
  const entries = Object.entries<Shape>(shapes).map(([key, own]) => [key, shape(key, own)] as const);
  return known(isOpaque, fields(Object.fromEntries(entries), { required }));
}

// The cookie has words of its own for what is no reference.
const leaves = ['image', 'namespace', 'cookie'];

const spread = oneOf('prefer', 'require', 'ignore');

const probe: Shape = (value, property, report) => probeFields(value, property, report);
const probeFields = fields<ProbeProps>({
  path: urlPath,
  initialDelaySeconds: seconds,
  periodSeconds: whole(1, 3_600),
  timeoutSeconds: whole(1, 3_600),
  failureThreshold: whole(1),
});

const word = unshown(text('must be one word, without spaces and quotes', (flag) => /^[!#-&(-[\]-~]+$/.test(flag)));

const vmFlags = fields<VmFlagsProps>({
  busyWait: flag,
  maxPorts: whole(1_024, 134_217_727),
  netTicktime: whole(4, 3_600),
  schedulers: whole(1, 1_024),
  extra: list(word),
});
