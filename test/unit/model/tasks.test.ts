import { manifests, modelCluster, type BeamClusterProps, type Job } from 'beam-cluster/model';
import { printContainer, printPod, withHttp } from './printed';
import { problemsOf } from './problems-of';

const migrate = { eval: 'Shop.Release.migrate()' };

function print(given: Partial<BeamClusterProps>) {
  return modelCluster('api', { ...withHttp, ...given });
}

function printJob(given: Partial<BeamClusterProps> = {}): Job<string> {
  const job = print({ tasks: { migrate }, ...given }).batch.tasks['migrate'];
  if (job === undefined) throw new Error('no job was printed');
  return job;
}

function containerOf({ spec }: Job<string>) {
  return spec.template.spec.containers[0];
}

describe('a task before the rollout', () => {
  test('is a Job with the numbers of its defaults', () => {
    const { spec, metadata } = printJob();

    expect(metadata.name).toMatch(/^api-migrate-[0-9a-f]{10}$/);
    expect(metadata.labels).toMatchObject({ app: 'api', 'beam-cluster/when': 'before-rollout' });
    expect(spec).toMatchObject({ backoffLimit: 3, activeDeadlineSeconds: 600, ttlSecondsAfterFinished: 86_400 });
    expect(spec.template.spec).toMatchObject({ restartPolicy: 'Never', terminationGracePeriodSeconds: 30 });
    expect(spec.template.spec).not.toHaveProperty('topologySpreadConstraints');
  });

  test('runs the release with what a node has, and without what makes it one', () => {
    const given = {
      release: 'shop',
      secrets: ['shop-env'],
      env: { POOL_SIZE: '10', PHX_HOST: 'shop.dev' },
      volumes: { tls: { mount: '/tls', secret: { name: 'tls' } } },
      vmFlags: { schedulers: 2 },
      podSecurity: { user: 1000 },
    } as const;
    const container = containerOf(printJob(given));

    expect(container).toMatchObject({
      name: 'migrate',
      image: withHttp.image,
      command: ['bin/shop', 'eval', 'Shop.Release.migrate()'],
      envFrom: [{ secretRef: { name: 'shop-env' } }],
      resources: printContainer().resources,
      securityContext: printContainer(given).securityContext,
    });
    expect(container.env.map(({ name }) => name)).toEqual([
      'POD_NAME',
      'POD_NAMESPACE',
      'POD_IP',
      'RELEASE_TMP',
      'PORT',
      'RELEASE_DISTRIBUTION',
      'ERL_AFLAGS',
      'POOL_SIZE',
      'PHX_HOST',
    ]);
    expect(container.env).toContainEqual({ name: 'RELEASE_DISTRIBUTION', value: 'none' });
    expect(container.env.find(({ name }) => name === 'ERL_AFLAGS')?.value).not.toContain('inet_dist');
    expect(container.env.find(({ name }) => name === 'ERL_AFLAGS')?.value).toContain('+S 2:2');
    expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/tmp', '/tls']);
    expect(container).not.toHaveProperty('ports');
  });

  test('has variables and resources of its own', () => {
    const job = printJob({
      env: { POOL_SIZE: '10', A: '1' },
      tasks: { migrate: { ...migrate, env: { POOL_SIZE: '2' }, resources: { requests: { cpu: '1' } } } },
    });

    expect(containerOf(job).env.filter(({ name }) => ['POOL_SIZE', 'A'].includes(name))).toEqual([
      { name: 'A', value: '1' },
      { name: 'POOL_SIZE', value: '2' },
    ]);
    expect(containerOf(job).resources).toEqual({
      requests: { cpu: '1', memory: '512Mi' },
      limits: { memory: '512Mi' },
    });
  });

  test('runs any other command', () => {
    const job = printJob({ tasks: { migrate: { command: ['bin/migrate', '--all'] } } });
    const other = printJob({ tasks: { migrate: { args: ['migrate'] } } });

    expect(containerOf(job)).toMatchObject({ command: ['bin/migrate', '--all'] });
    expect(containerOf(job)).not.toHaveProperty('args');
    expect(containerOf(other)).toMatchObject({ args: ['migrate'] });
    expect(containerOf(other)).not.toHaveProperty('command');
  });

  test('has the sidecars and what comes before them, and no other init container', () => {
    const image = 'acme/beside:1';
    const { spec } = printJob({
      sidecars: { sql: { image } },
      initContainers: { settings: { image, beforeSidecars: true }, geodata: { image } },
    });

    expect(spec.template.spec.initContainers?.map(({ name }) => name)).toEqual(['settings', 'sql']);
    expect(printJob({ initContainers: { geodata: { image } } }).spec.template.spec).not.toHaveProperty(
      'initContainers',
    );
  });

  test('has another name for another content, and the same for the same', () => {
    const names = [{}, {}, { image: 'acme/api:2' }, { env: { A: '1' } }].map((given) => printJob(given).metadata.name);

    expect(names[0]).toBe(names[1]);
    expect(new Set(names).size).toBe(3);
  });

  test('is a hook of Argo CD and of Helm, in the order given', () => {
    const { tasks } = print({ tasks: { z: migrate, a: migrate } }).batch;

    expect(Object.values(tasks).map(({ metadata }) => metadata.annotations)).toMatchObject([
      { 'argocd.argoproj.io/hook': 'PreSync', 'argocd.argoproj.io/sync-wave': '0', 'helm.sh/hook-weight': '0' },
      { 'argocd.argoproj.io/hook': 'PreSync', 'argocd.argoproj.io/sync-wave': '1', 'helm.sh/hook-weight': '1' },
    ]);
  });

  test('has neither hash nor hooks nor end where the engine waits for it', () => {
    const { batch } = modelCluster('api', { ...withHttp, tasks: { migrate } }, { awaits: true });
    const { metadata, spec } = batch.tasks['migrate'] ?? printJob();

    expect(metadata.name).toBe('api-migrate');
    expect(metadata.annotations).toEqual({ 'pulumi.com/replaceUnready': 'true' });
    expect(spec).not.toHaveProperty('ttlSecondsAfterFinished');
  });

  test('comes before the workload in the list of manifests, and after its policy', () => {
    const kinds = manifests(print({ tasks: { migrate }, schedules: { s: { ...migrate, schedule: '@daily' } } })).map(
      ({ kind, metadata }) => `${kind}/${metadata.name.replace(/-[0-9a-f]{10}$/, '')}`,
    );

    expect(kinds).toEqual([
      'Service/api-headless',
      'Service/api',
      'NetworkPolicy/api',
      'NetworkPolicy/api-tasks',
      'PodDisruptionBudget/api',
      'Job/api-migrate',
      'Deployment/api',
      'CronJob/api-s',
    ]);
  });
});

describe('the pods of a task', () => {
  test('are selected by nothing of the cluster', () => {
    const given = { labels: { team: 'shop' }, annotations: { 'acme.dev/commit': '1' }, tasks: { migrate } };
    const { objects } = print(given);
    const { labels, annotations } = printJob(given).spec.template.metadata;

    expect(labels).toEqual({
      app: 'api-migrate',
      'app.kubernetes.io/name': 'api-migrate',
      'app.kubernetes.io/instance': 'api',
      'app.kubernetes.io/managed-by': 'beam-cluster',
      'beam-cluster/task-of': 'api',
      team: 'shop',
    });
    expect(annotations).toEqual({ 'acme.dev/commit': '1' });
    const selectors = [
      objects.discovery.spec.selector,
      objects.service?.spec.selector,
      objects.budget?.spec.selector.matchLabels,
      objects.networkPolicy?.spec.podSelector.matchLabels,
    ];
    for (const selector of selectors) expect(labels).not.toMatchObject(selector ?? {});
  });

  test('have a policy that lets nobody in, and lets them out as the nodes', () => {
    const policyOf = (given: Partial<BeamClusterProps>) => print({ tasks: { migrate }, ...given }).batch.policy;

    expect(policyOf({})?.spec).toMatchObject({
      podSelector: { matchLabels: { 'beam-cluster/task-of': 'api' } },
      egress: [
        {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
        {},
      ],
    });
    // The API server stores no empty list, and takes one for a change at each apply.
    expect(policyOf({})?.spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
    expect(policyOf({})?.spec).not.toHaveProperty('ingress');
    expect(policyOf({ networkPolicy: { egress: 'cluster' } })?.spec.egress).toHaveLength(1);
    expect(policyOf({ networkPolicy: false })).toBeUndefined();
    expect(policyOf({ tasks: { migrate: { ...migrate, when: 'init' } } })).toBeUndefined();
  });
});

describe('a task in each pod', () => {
  test('is the last init container', () => {
    const tasks = { migrate: { ...migrate, when: 'init' } } as const;
    const initContainers = { geodata: { image: 'acme/geodata:1' } };

    expect(print({ tasks }).batch.tasks).toEqual({});
    expect(printPod({ tasks, initContainers }).initContainers?.map(({ name }) => name)).toEqual(['geodata', 'migrate']);
    expect(printPod({ tasks }).initContainers?.[0]).toEqual(containerOf(printJob()));
  });
});

describe('what is refused', () => {
  test.each([
    [{ tasks: { migrate: {} } }, 'tasks.migrate must have one of eval, command and args.'],
    [{ tasks: { migrate: { eval: 'a', command: ['b'] } } }, 'tasks.migrate must have one of eval, command and args.'],
    [{ tasks: { migrate: { eval: 'a', args: ['b'] } } }, 'tasks.migrate must have one of eval, command and args.'],
    [
      { tasks: { migrate: { eval: 'a', when: 'init', backoffLimit: 1 } } },
      'tasks.migrate.backoffLimit is not a property of an init container. Remove it, or run the task before the rollout.',
    ],
    [{ tasks: { api: { eval: 'a' } } }, 'tasks.api has the name of another container of the pod. Use another name.'],
    [
      { tasks: { migrate: { eval: 'a', env: { RELEASE_NODE: 'x' } } } },
      'tasks.migrate.env.RELEASE_NODE is set by the cluster itself. Use the property release.',
    ],
    [
      { tasks: { migrate: { command: ['erl', '-setcookie', 'x'] } } },
      "tasks.migrate.command carries a literal cookie. Leave it to the property cookie, a Secret's key.",
    ],
    [
      { tasks: { ['m'.repeat(49)]: { eval: 'a' } } },
      `tasks.${'m'.repeat(49)} must have a name of at most 48 characters with that of the cluster, got 49. Shorten one of the two.`,
    ],
    [
      { labels: { 'beam-cluster/task-of': 'x' } },
      'labels.beam-cluster/task-of selects the pods and cannot be given. Use another key.',
    ],
  ])('%j', (given, problem) => {
    expect(problemsOf({ ...withHttp, ...given })).toEqual([`BeamCluster "api": ${problem}`]);
  });
});
