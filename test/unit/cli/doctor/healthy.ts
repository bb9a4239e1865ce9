import { manifests, modelCluster } from '../../../../lib/model';
import type { Budget, NetworkPolicy, Service } from '../../../../lib/cli/cluster/api/network-objects';
import { readWorkload, type BeamWorkload } from '../../../../lib/cli/cluster/workload';
import { readCookie } from '../../../../lib/cli/doctor/gather/cookie-secret';
import type { Facts, PodFacts } from '../../../../lib/cli/doctor/facts/facts';
import type { Inside } from '../../../../lib/cli/doctor/facts/inside';

export type Props = Partial<Parameters<typeof modelCluster>[1]>;

export const now = new Date('2026-11-24T12:00:00Z');
const startedAt = new Date('2026-11-24T11:00:00Z');
const name = 'rsolv-api';
const cookie = readCookie('salt', 'dGhpcyBpcyBub3QgYSBjb29raWUgYXQgYWxs');

/** The facts of a cluster as this package prints it, whose pods are all as they should be. */
export function healthyFacts(props: Props = {}, size = 3): Facts {
  const model = modelCluster(name, {
    image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
    http: { port: 4000, healthPath: '/health' },
    ...props,
  });
  const printed = manifests(model);
  const addresses = Array.from({ length: size }, (_, index) => `10.0.${index + 1}.5`);
  const labels = model.objects.workload.spec.template.metadata.labels;
  return {
    workload: workloadOf(plain(model.objects.workload)),
    now,
    version: '0.1.0',
    pods: addresses.map((ip, index) =>
      podAt(addresses, index, ip, { labels, spec: model.objects.workload.spec.template.spec }),
    ),
    otherPods: [],
    services: seen(plain<readonly Service[]>(printed.filter(({ kind }) => kind === 'Service'))),
    endpointSlices: seen(
      plain([
        {
          metadata: { name: `${name}-headless-x`, labels: { 'kubernetes.io/service-name': `${name}-headless` } },
          endpoints: addresses.map((address) => ({ addresses: [address] })),
        },
      ]),
    ),
    networkPolicies: seen(plain<readonly NetworkPolicy[]>(printed.filter(({ kind }) => kind === 'NetworkPolicy'))),
    budgets: seen(
      printed
        .filter(({ kind }) => kind === 'PodDisruptionBudget')
        .map((budget) => {
          const status = { disruptionsAllowed: 1, currentHealthy: size, desiredHealthy: size - 1, expectedPods: size };
          return plain<Budget>({ ...budget, status });
        }),
    ),
    events: seen([]),
    namespaceLabels: seen({ 'kubernetes.io/metadata.name': 'default' }),
    cookieSecret: seen({ keys: ['erlang-cookie'], cookie }),
  };
}

/** The workload's manifest read again, for facts in which it was changed. */
export function workloadOf(object: BeamWorkload['object']): BeamWorkload {
  const workload = readWorkload(object.kind === 'StatefulSet' ? 'StatefulSet' : 'Deployment', object);
  if (workload === undefined) throw new Error('no BEAM node is in the manifest');
  return workload;
}

function podAt(addresses: readonly string[], index: number, ip: string, template: object): PodFacts {
  const podName = `${name}-7c9d8-${index}`;
  const { labels, spec } = template as { readonly labels: unknown; readonly spec: object };
  const object = {
    metadata: { name: podName, labels },
    spec: { ...spec, nodeName: `node-${index}` },
    status: {
      phase: 'Running',
      podIP: ip,
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Ready', status: 'True' },
      ],
      containerStatuses: [{ name, image: 'api', restartCount: 0, state: { running: { startedAt } }, lastState: {} }],
    },
  };
  return { name: podName, object: plain(object), inside: { kind: 'seen', inside: insideOf(addresses, ip) } };
}

function insideOf(addresses: readonly string[], ip: string): Inside {
  return {
    node: `rsolv_api@${ip}`,
    otp: '25',
    elixir: '1.14.0',
    cookie: { fingerprint: cookie.fingerprint },
    connected: addresses.filter((other) => other !== ip).map((other) => `rsolv_api@${other}`),
    clock: { earliest: -900, latest: 30 },
    dns: { query: `${name}-headless.default.svc.cluster.local.`, addresses },
    peers: addresses.map((address) => ({
      address,
      epmd: 'ok',
      distribution: 'ok',
      names: [{ name: 'rsolv_api', port: 9100 }],
    })),
    portLimit: 65_536,
    runtime: { version: '0.1.0', mode: 'production', isReady: true, isDraining: false, problems: [], missing: [] },
  };
}

/** The value as JSON would carry it, taken for what the API would give. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as `JSON.parse` itself
export function plain<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function seen<T>(value: T) {
  return { ok: true, value } as const;
}
