import { anything, fields, flag, list, number, record, text, textOrNumber, time } from './decode';
import { labelSelector, metadata } from './objects';

const probe = fields(
  {},
  {
    httpGet: fields(
      {},
      { path: text, port: textOrNumber, scheme: text, httpHeaders: list(fields({ name: text }, { value: text })) },
    ),
    exec: fields({}, { command: list(text) }),
    initialDelaySeconds: number,
    periodSeconds: number,
    failureThreshold: number,
  },
);
export type Probe = ReturnType<typeof probe>;

const variable = fields(
  { name: text },
  {
    value: text,
    valueFrom: fields(
      {},
      { fieldRef: fields({}, { fieldPath: text }), secretKeyRef: fields({ key: text }, { name: text }) },
    ),
  },
);
export type Variable = ReturnType<typeof variable>;

const preStop = fields({}, { exec: fields({}, { command: list(text) }), sleep: fields({}, { seconds: number }) });

export const container = fields(
  { name: text },
  {
    image: text,
    command: list(text),
    args: list(text),
    env: list(variable),
    envFrom: list(anything),
    ports: list(fields({ containerPort: number }, { name: text })),
    resources: fields({}, { limits: record(textOrNumber), requests: record(textOrNumber) }),
    volumeMounts: list(fields({ mountPath: text }, { readOnly: flag })),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: fields({}, { preStop }),
    securityContext: fields({}, { readOnlyRootFilesystem: flag }),
  },
);
export type Container = ReturnType<typeof container>;

const podSpec = fields(
  { containers: list(container) },
  {
    initContainers: list(fields({ name: text }, {})),
    nodeName: text,
    dnsPolicy: text,
    hostNetwork: flag,
    terminationGracePeriodSeconds: number,
  },
);

const containerState = fields(
  {},
  {
    running: fields({}, { startedAt: time }),
    waiting: fields({}, { reason: text, message: text }),
    terminated: fields({}, { exitCode: number, reason: text, finishedAt: time }),
  },
);

const containerStatus = fields(
  { name: text },
  { image: text, restartCount: number, started: flag, state: containerState, lastState: containerState },
);
export type ContainerStatus = ReturnType<typeof containerStatus>;

const condition = fields({ type: text, status: text }, { reason: text, message: text });

export const pod = fields(
  { metadata },
  {
    spec: podSpec,
    status: fields(
      {},
      {
        phase: text,
        podIP: text,
        reason: text,
        conditions: list(condition),
        initContainerStatuses: list(containerStatus),
        containerStatuses: list(containerStatus),
      },
    ),
  },
);
export type Pod = ReturnType<typeof pod>;

/** A Deployment or a StatefulSet. The path of the request says which of the two. */
export const workloadObject = fields(
  { metadata },
  {
    kind: text,
    spec: fields(
      { template: fields({}, { metadata: fields({}, { labels: record(text) }), spec: podSpec }) },
      {
        replicas: number,
        paused: flag,
        serviceName: text,
        selector: labelSelector,
        strategy: fields({}, { type: text }),
        updateStrategy: fields({}, { type: text, rollingUpdate: fields({}, { partition: number }) }),
      },
    ),
    status: fields({}, { replicas: number, updatedReplicas: number, conditions: list(condition) }),
  },
);
export type WorkloadObject = ReturnType<typeof workloadObject>;
