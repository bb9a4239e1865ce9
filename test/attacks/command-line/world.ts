import { answerLook } from '../../../bench/operator/answer-look';
import { healthOf, metricsOf, multiply, objectOf, type Pod } from '../../../bench/operator/pods';
import { Printed } from '../../../bench/operator/printed';
import { readRecorded } from '../../../bench/operator/recorded';
import type { Answer, ExecAnswer, Request } from '../../unit/cli/api-server';

/** A cookie that nothing is wrong with, and that nothing may show. */
export const cookie = 'Zx81kQm4VtY7pLw2RbN6cHd3';

export const namespace = 'prod';
export const secretName = 'rsolv-api-secrets';

/** What an API server answers by path, and what commands in its pods print. */
export interface World {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly exec: (pod: string, command: readonly string[]) => ExecAnswer | undefined;
}

type Trouble = Readonly<Record<string, unknown>>;

/** Three pods that are well, and beside them one of each that is not, so that all kinds of foreign text are told. */
export function makeWorld(): World {
  const { deployment, nodes, pods: recorded } = readRecorded();
  const printed = new Printed();
  const pods = multiply(recorded, 3);
  const sick = multiply(recorded, 7).slice(3);
  const core = `/api/v1/namespaces/${namespace}`;
  const apps = `/apis/apps/v1/namespaces/${namespace}`;
  const [deployed] = [printed.complete(deployment, 8)] as [{ readonly status: object }];
  const failure = { type: 'ReplicaFailure', status: 'True', message: 'exceeded quota: pods' };
  const all = [...pods.map(objectOf), ...sick.map((pod, index) => ({ ...objectOf(pod), ...troubleOf(pod, index) }))];
  const stranger = { metadata: { name: 'stranger', labels: labelsOf(all[0]) }, status: { phase: 'Running' } };
  const lists: Readonly<Record<string, readonly unknown[]>> = {
    [`${apps}/deployments`]: [{ ...deployed, status: { ...deployed.status, conditions: [failure] } }],
    [`${apps}/statefulsets`]: [],
    [`${core}/pods`]: [...all, stranger],
    [`${core}/services`]: [...printed.ofKind('Service'), exposing(labelsOf(all[0]))],
    [`${core}/events`]: sick.flatMap(eventsOf),
    '/api/v1/nodes': nodes,
    [`/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`]: printed.slices(pods),
    [`/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`]: [shut],
    [`/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`]: twice(printed.budgets(pods)),
  };
  return {
    answers: {
      ...Object.fromEntries(Object.entries(lists).map(([path, items]) => [path, { kind: 'List', items }])),
      [core]: { metadata: { name: namespace, labels: { 'kubernetes.io/metadata.name': namespace } } },
      [`${core}/secrets/${secretName}`]: {
        kind: 'Secret',
        metadata: { name: secretName, resourceVersion: '7' },
        data: { 'erlang-cookie': Buffer.from(cookie).toString('base64') },
      },
      ...Object.fromEntries(
        [...pods, ...sick].flatMap((pod) => [
          [`${core}/pods/${pod.name}:4000/proxy/health`, troubledHealth(healthOf(pod, pods))],
          [`${core}/pods/${pod.name}:4000/proxy/metrics`, metricsOf(pod, pods)],
          [`${core}/pods/${pod.name}/log`, "the name rsolv_api@10.0.0.1 seems to be in use\nCan't set long node name!"],
        ]),
      ),
    },
    exec: (name, command) => {
      const pod = [...pods, ...sick].find((candidate) => candidate.name === name);
      if (pod === undefined) return undefined;
      if (command.join(' ').includes('sha256sum')) return { stdout: `${'0'.repeat(64)}  -\n` };
      return { stdout: answerLook(command, pod, pods, `${cookie}${pod.name.slice(-1)}`) };
    },
  };
}

/** Gives what the world has; what is written comes back as it was sent. */
export function answerOf({ answers }: World, { method, path, body }: Request): Answer | undefined {
  const known = Object.hasOwn(answers, path) ? answers[path] : undefined;
  if (method === 'DELETE') return { status: 200, body: { kind: 'Status', status: 'Success' } };
  if (method === 'POST') return { status: 201, body: JSON.parse(body) as unknown };
  if (known === undefined) return undefined;
  if (method !== 'PATCH') return { status: 200, body: known };
  return { status: 200, body: { ...(known as object), ...(JSON.parse(body) as object) } };
}

function troubleOf(pod: Pod, index: number): Trouble {
  const { metadata, status } = objectOf(pod) as { readonly metadata: object; readonly status: object };
  const name = 'rsolv-api';
  const ended = { exitCode: 1, reason: 'Error', finishedAt: new Date().toISOString() };
  const statuses: readonly object[] = [
    { state: { waiting: { reason: 'ErrImagePull', message: 'manifest unknown' } } },
    { state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "x" not found' } } },
    { state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: ended } },
    { state: { running: { startedAt: '2026-01-01T00:00:00Z' } }, lastState: { terminated: ended } },
  ];
  const isShut = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes are available' };
  const isLate = { type: 'Ready', status: 'False', message: 'containers with unready status' };
  const containerStatuses = [{ name, image: 'api:1', restartCount: 3, ...statuses[index] }];
  return { metadata, status: { ...status, conditions: index === 0 ? [isShut] : [isLate], containerStatuses } };
}

function eventsOf({ name }: Pod): readonly object[] {
  const involvedObject = { kind: 'Pod', name };
  const at = { metadata: { creationTimestamp: '2026-01-01T00:00:00Z' }, involvedObject };
  return [
    { ...at, reason: 'Unhealthy', message: 'Readiness probe failed: HTTP probe failed with statuscode: 503' },
    { ...at, reason: 'Killing', message: 'Container rsolv-api failed liveness probe, will be restarted' },
  ];
}

function troubledHealth(health: unknown): unknown {
  const { clustering, ...rest } = health as { readonly clustering: object };
  const missing = [{ node: 'rsolv_api@10.9.9.9', cause: 'refused', seconds: 9 }];
  return {
    ...rest,
    clustering: { ...clustering, missing, problems: ['POD_IP is not set'], dns: { error: 'nxdomain' } },
  };
}

const shut = {
  metadata: { name: 'shut' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] },
};

function exposing(selector: unknown): object {
  return {
    metadata: { name: 'outside' },
    spec: {
      type: 'LoadBalancer',
      selector,
      ports: [
        { port: 9100, targetPort: 9100 },
        { port: 1, targetPort: 'no' },
      ],
    },
  };
}

function twice(budgets: readonly object[]): readonly object[] {
  return budgets.flatMap((budget) => [budget, { ...budget, metadata: { name: 'second' } }]);
}

function labelsOf(pod: unknown): unknown {
  return (pod as { readonly metadata: { readonly labels: unknown } }).metadata.labels;
}
