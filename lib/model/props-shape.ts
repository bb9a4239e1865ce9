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

const port = whole(1, 65535);
const seconds = whole(0, 86_400);
const word = unshown(text('must be one word, without spaces and quotes', (flag) => /^[!#-&(-[\]-~]+$/.test(flag)));
const annotations = record(qualifiedKey('annotation'), leaf(anyText));
const spread = oneOf('prefer', 'require', 'ignore');

const probe = fields<ProbeProps>({
  path: urlPath,
  initialDelaySeconds: seconds,
  periodSeconds: whole(1, 3_600),
  timeoutSeconds: whole(1, 3_600),
  failureThreshold: whole(1),
});

/** The properties that a workload of the user's own has in common with one that is printed. */
const shared = {
  name: anyText,
  namespace: leaf(namespaceName),
  release: releaseName,
  replicas: whole(1),
  http: fields<HttpProps>({ port, healthPath: urlPath, readyPath: urlPath }, { required: ['port'] }),
  ports: fields<PortsProps>({ epmd: port, distribution: port }),
  cookie: cookieReference(
    fields<CookieReference>({ secretName: leaf(objectName), key: secretKey }, { required: ['secretName'] }),
  ),
  labels: record(qualifiedKey('label'), unshown(labelValue)),
  probes: fields<ProbesProps>({ startup: orFalse(probe), readiness: orFalse(probe), liveness: orFalse(probe) }),
  vmFlags: fields<VmFlagsProps>({
    busyWait: flag,
    maxPorts: whole(1_024, 134_217_727),
    netTicktime: whole(4, 3_600),
    schedulers: whole(1, 1_024),
    extra: list(word),
  }),
  ipFamily: oneOf('IPv4', 'IPv6'),
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

// The cookie has words of its own for what is no reference.
const leaves = ['image', 'namespace', 'cookie'];

/** Props of which only the leaves may be known later: the rest decides which objects there are. */
function structure<T>(shapes: Fields<T>, required: readonly string[]): Shape {
  const entries = Object.entries<Shape>(shapes).map(([key, own]) => [key, leaves.includes(key) ? own : known(own)]);
  return known(fields(Object.fromEntries(entries) as Fields<T>, { required }));
}

export const clusterShape = structure<BeamClusterProps<unknown>>(
  {
    ...shared,
    image: leaf(imageName),
    workload: oneOf('Deployment', 'StatefulSet'),
    env: record(environmentName, environmentValue(leaf(objectName))),
    envFrom: list(
      fields<EnvFromProps>(
        {
          secretName: leaf(unshown(objectName)),
          configMapName: leaf(unshown(objectName)),
          prefix: unshown(environmentPrefix),
          optional: flag,
        },
        { oneOf: ['secretName', 'configMapName'] },
      ),
    ),
    secrets: secretsShape(leaf(objectName)),
    annotations,
    resources: fields<ResourcesProps>({ requests: quantities, limits: quantities }),
    command: list(leaf(unshown(processText))),
    args: list(leaf(unshown(processText))),
    imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
    imagePullSecrets: list(leaf(unshown(objectName))),
    serviceAccount: fields<ServiceAccountProps>({ name: leaf(objectName), automountToken: flag }),
    podSecurity: fields<PodSecurityProps>({ user: whole(1), group: whole(1), readOnlyRootFilesystem: flag }),
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

export const attachmentShape = structure<AttachmentProps<unknown>>(
  { ...shared, selector: record(qualifiedKey('label'), labelValue), graceSeconds: seconds },
  ['selector'],
);
