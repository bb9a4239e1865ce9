import { manifests, modelAttachment, type WorkloadAttachmentProps } from 'beam-cluster/model';
import { deployment } from './given-workload';
import { attachmentProblemsOf } from './problems-of';

type Props = Omit<WorkloadAttachmentProps, 'workload'>;

const attach = (workload: object, props: Props = {}) => modelAttachment('api', { workload, ...props });
const problems = (workload: unknown, props: object = {}) => attachmentProblemsOf({ workload, ...props });
const line = (text: string) => `BeamCluster "api": ${text}`;

const rich = deployment({
  labels: { 'app.kubernetes.io/name': 'shop' },
  container: {
    env: [{ name: 'DNS_CLUSTER_QUERY', value: 'other.nodes' }],
    ports: [{ name: 'http', containerPort: 4000 }],
    readinessProbe: { httpGet: { path: '/ready', port: 4000 } },
    lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
    volumeMounts: [{ name: 'scratch', mountPath: '/tmp' }],
  },
  pod: { terminationGracePeriodSeconds: 45, volumes: [{ name: 'scratch', emptyDir: {} }] },
});

interface Printed {
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly labels: object; readonly annotations: object };
      readonly spec: { readonly containers: readonly Container[]; readonly volumes: readonly { name: string }[] };
    };
  };
}
interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly { readonly containerPort: number }[];
  readonly volumeMounts?: readonly { readonly mountPath: string }[];
  readonly readinessProbe?: unknown;
  readonly livenessProbe?: unknown;
}
const templateOf = (model: { readonly workload?: object }) => (model.workload as Printed).spec.template;

describe('a workload that is given as a manifest', () => {
  test('gets what it lacks, and keeps what it has', () => {
    const model = attach(rich, { http: { port: 4000 } });
    const { metadata, spec } = templateOf(model);
    const [container] = spec.containers;

    expect(container).toMatchObject({ name: 'shop', image: 'acme/shop:7' });
    expect(container?.readinessProbe).toEqual(rich.spec.template.spec.containers[0]?.['readinessProbe' as never]);
    expect(container?.livenessProbe).toMatchObject({ tcpSocket: { port: 4000 } });
    expect(container?.ports?.map(({ containerPort }) => containerPort)).toEqual([4000, 4369, 9100]);
    expect(container?.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual([
      '/tmp',
      '/var/crash',
      '/etc/beam-cluster',
    ]);
    expect(spec.volumes.map(({ name }) => name)).toEqual(['scratch', 'beam-cluster-crash', 'beam-cluster-files']);
    expect(metadata.labels).toMatchObject({ app: 'shop', 'app.kubernetes.io/name': 'shop' });
    expect(metadata.annotations).toEqual({ 'beam-cluster/remote-vm-args': '-dist_listen false' });
  });

  test('keeps its own variables after those of the cluster, which they may use', () => {
    const env = templateOf(attach(rich)).spec.containers[0]?.env?.map(({ name }) => name) ?? [];

    expect(env.filter((name) => name === 'DNS_CLUSTER_QUERY')).toHaveLength(1);
    expect(env.slice(0, 3)).toEqual(['POD_NAME', 'POD_NAMESPACE', 'POD_IP']);
    expect(env.at(-1)).toBe('DNS_CLUSTER_QUERY');
  });

  test('is not changed itself', () => {
    const before = JSON.stringify(rich);
    attach(rich);

    expect(JSON.stringify(rich)).toBe(before);
  });

  test('says how long its pods may drain', () => {
    const { env } = attach(rich).node;

    expect(env.find(({ name }) => name === 'CLUSTER_DRAIN_SECONDS')?.value).toBe('35');
  });

  test('says which pods the objects around it select', () => {
    const model = attach(rich);

    expect(model.objects.discovery.spec.selector).toEqual({ app: 'shop' });
    expect(manifests(model).map(({ kind }) => kind)).toEqual(['Service', 'NetworkPolicy', 'PodDisruptionBudget']);
  });

  test('is attached to at the container that is named', () => {
    const workload = deployment({ pod: { containers: [{ name: 'proxy' }, { name: 'shop' }] } });
    const [proxy, shop] = templateOf(attach(workload, { container: 'shop' })).spec.containers;

    expect(proxy).toEqual({ name: 'proxy' });
    expect(shop?.env).not.toEqual([]);
  });

  test.each(['StatefulSet', 'DaemonSet'])('may be a %s', (kind) => {
    expect(problems({ ...rich, kind })).toEqual([]);
  });

  test('of the kind DaemonSet gets the only budget that works for one', () => {
    const daemons = { ...rich, kind: 'DaemonSet' };
    const rule = line(
      'disruptionBudget must be minAvailable as a number, the only form that works for a DaemonSet. ' +
        'Set { minAvailable: 1 }, or set disruptionBudget to false.',
    );

    expect(attach(daemons).objects.budget?.spec).toMatchObject({ minAvailable: 1 });
    expect(problems(daemons, { disruptionBudget: { maxUnavailable: 1 } })).toEqual([rule]);
    expect(problems(daemons, { disruptionBudget: { minAvailable: '50%' } })).toEqual([rule]);
    expect(problems(daemons, { disruptionBudget: { minAvailable: 4 } })).toEqual([]);
    expect(problems(daemons, { disruptionBudget: false })).toEqual([]);
  });
});

describe('a given workload is refused', () => {
  const mustBe = 'workload must be the manifest of a Deployment, a StatefulSet or a DaemonSet';

  test.each([
    [null, `${mustBe}, got null.`],
    [5, `${mustBe}, got 5.`],
    [new Map(), 'workload must be plain data, got a Map.'],
    [
      { kind: 'Job', spec: {} },
      `${mustBe}, got a Job. Its pods end, and the nodes of a cluster stay. Attach to what serves requests.`,
    ],
    [{ kind: 'List', items: [rich] }, `${mustBe}, got a List. Give one of its items.`],
    [{ kind: 'Rollout', spec: {} }, `${mustBe}, got a Rollout.`],
    [{ kind: 'Deployment', spec: [] }, 'workload.spec must be an object, got a list of 0.'],
    [deployment({ pod: { containers: [] } }), 'workload must have a container, got none.'],
  ])('%#: as something else', (workload, text) => {
    expect(problems(workload)[0]).toBe(line(text));
  });

  test('where it is a loop', () => {
    const loop: Record<string, unknown> = { kind: 'Deployment' };
    loop['spec'] = loop;

    expect(problems(loop)).toEqual([line('workload.spec must be plain data, got a loop.')]);
  });

  test('where it has no such container', () => {
    expect(problems(rich, { container: 'proxy' })).toEqual([
      line('container must be one of the containers of the workload.'),
    ]);
  });

  test.each<[object, string]>([
    [
      { name: 'RELEASE_NODE', value: 'shop@127.0.0.1' },
      'workload must not set the variable RELEASE_NODE of its container "shop", which the cluster sets. Remove it from the container.',
    ],
    [
      { name: 'ERL_EPMD_ADDRESS', value: '127.0.0.1' },
      'workload.env.ERL_EPMD_ADDRESS would keep the other nodes from epmd. Remove it; networkPolicy keeps everybody else from it.',
    ],
    [
      { name: 'ERL_FLAGS', value: '-hidden' },
      'workload.env.ERL_FLAGS must not have what the cluster sets, got "-hidden". A hidden node is no member; remove it.',
    ],
    [
      { name: 'ERLANG_COOKIE', value: 'monster' },
      "workload.env.ERLANG_COOKIE carries a literal cookie. Leave it to the property cookie, a Secret's key.",
    ],
  ])('where a variable undoes the contract: %j', (variable, text) => {
    expect(problems(deployment({ container: { env: [variable] } }))).toEqual([line(text)]);
  });

  test('where a flag of its command does', () => {
    expect(problems(deployment({ container: { command: ['bin/shop', 'start', '-hidden'] } }))).toEqual([
      line(
        'workload.command must not have what the cluster sets, got "-hidden". A hidden node is no member; remove it.',
      ),
    ]);
  });

  test.each<[object, string]>([
    [
      { dnsPolicy: 'Default' },
      '"ClusterFirst", because nodes find each other by a name of the cluster, got "Default".',
    ],
    [
      { hostNetwork: true },
      '"ClusterFirstWithHostNet", because nodes find each other by a name of the cluster, got "ClusterFirst".',
    ],
  ])('where its pods do not find the names of the cluster: %j', (pod, text) => {
    expect(problems(deployment({ pod }))).toEqual([line(`workload must have the dnsPolicy ${text}`)]);
    expect(problems(deployment({ pod: { ...pod, dnsConfig: { nameservers: ['10.96.0.10'] } } }))).toEqual([]);
  });

  test('where another container has a port of the node', () => {
    const sidecar = { name: 'exporter', restartPolicy: 'Always', ports: [{ name: 'metrics', containerPort: 9100 }] };

    expect(problems(deployment({ pod: { initContainers: [sidecar] } }))).toEqual([
      line(
        'workload must leave the port 9100 to its container "shop", got the same port of the container "exporter". ' +
          'Move it, or use the property ports.distribution.',
      ),
    ]);
  });

  test('where its own files are in the way', () => {
    const volumeMounts = [
      { name: 'a', mountPath: '/etc/beam-cluster' },
      { name: 'b', mountPath: '/tmp/', readOnly: true },
    ];

    expect(problems(deployment({ container: { volumeMounts } }))).toEqual([
      line(
        'workload must mount the volume at /tmp of its container "shop" for writing. Remove readOnly, or the mount.',
      ),
      line(
        'workload must not mount a volume at /etc/beam-cluster of its container "shop", where the cluster puts its files. Mount it elsewhere.',
      ),
    ]);
  });

  test('where a property has no effect on it', () => {
    const props = { http: { port: 4000 }, probes: { readiness: { periodSeconds: 2 } }, tmpSize: '1Gi' };

    expect(problems(rich, props)).toEqual([
      line(
        'probes.readiness must be left out, because the container "shop" has a readiness probe of its own. Remove one of the two.',
      ),
      line('tmpSize must be left out, because the container "shop" has a /tmp of its own. Remove one of the two.'),
    ]);
  });

  test('where a property contradicts it', () => {
    expect(problems(rich, { graceSeconds: 60, replicas: 2, selector: { app: 'web' } })).toEqual([
      line('selector must be left out, because workload.spec.selector.matchLabels says it, got an object.'),
      line(
        'graceSeconds must be left out, because workload.spec.template.spec.terminationGracePeriodSeconds says it, got 60.',
      ),
    ]);
  });

  test('where it leaves no time to drain', () => {
    expect(problems(deployment({ pod: { terminationGracePeriodSeconds: 5 } }))).toEqual([
      line(
        'workload.spec.template.spec.terminationGracePeriodSeconds must be at least 6: 1 s shutdown, 5 s to exit, got 5. Raise it.',
      ),
    ]);
  });

  test('where it selects its pods by nothing', () => {
    expect(problems(deployment({ spec: { selector: {} } }))).toEqual([
      line('workload.spec.selector.matchLabels must have the labels that select the pods, got none.'),
    ]);
  });
});
