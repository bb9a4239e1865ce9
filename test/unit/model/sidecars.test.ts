import { printCluster, printContainer, printPod, withHttp } from './printed';
import { problemsOf } from './problems-of';

const image = 'acme/beside:1';

function printBefore(given: Parameters<typeof printPod>[0]) {
  return printPod(given).initContainers ?? [];
}

describe('sidecars', () => {
  test('are missing where none is given', () => {
    expect(printPod()).not.toHaveProperty('initContainers');
  });

  test('start before the application and stop after it, secured as it is', () => {
    expect(printBefore({ sidecars: { proxy: { image } } })).toEqual([
      {
        name: 'proxy',
        image,
        imagePullPolicy: 'IfNotPresent',
        env: [],
        resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '128Mi' } },
        securityContext: printContainer().securityContext,
        volumeMounts: [{ name: 'beam-cluster-tmp', mountPath: '/tmp', subPath: 'proxy' }],
        restartPolicy: 'Always',
      },
    ]);
  });

  test('have what they are given', () => {
    const [shipper] = printBefore({
      podSecurity: { user: 1000, group: 2000 },
      volumes: { logs: { mount: '/log', emptyDir: {} }, settings: { mount: false, configMap: { name: 'shipper' } } },
      sidecars: {
        shipper: {
          image,
          command: ['/ship'],
          args: ['--all'],
          env: { TOKEN: { secretKeyRef: { name: 'logs', key: 'token' } }, LEVEL: 'info' },
          envFrom: [{ configMapName: 'shipper' }],
          mounts: { logs: '/in', settings: '/tmp' },
          security: { user: 3000, readOnlyRootFilesystem: false },
          resources: { requests: { memory: '1024Mi' } },
          startup: { port: 2020, path: '/up' },
        },
      },
    });

    expect(shipper).toMatchObject({
      command: ['/ship'],
      args: ['--all'],
      env: [
        { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'logs', key: 'token' } } },
        { name: 'LEVEL', value: 'info' },
      ],
      envFrom: [{ configMapRef: { name: 'shipper' } }],
      resources: { requests: { cpu: '50m', memory: '1Gi' }, limits: { memory: '1Gi' } },
      securityContext: { runAsUser: 3000, runAsGroup: 2000, readOnlyRootFilesystem: false },
      startupProbe: { httpGet: { path: '/up', port: 2020, scheme: 'HTTP' }, periodSeconds: 1 },
    });
    expect(shipper?.volumeMounts).toEqual([
      { name: 'logs', mountPath: '/in' },
      { name: 'settings', mountPath: '/tmp', readOnly: true },
    ]);
  });

  test('that a user of the cluster runs have none of their own', () => {
    const [proxy] = printBefore({ podSecurity: { user: false }, sidecars: { proxy: { image } } });

    expect(proxy?.securityContext).not.toHaveProperty('runAsUser');
  });

  test('do not move the number of nodes', () => {
    const metricsOf = (sidecars: Readonly<Record<string, { readonly image: string }>>) =>
      printCluster({ autoscaling: { min: 2, max: 4, cpu: 60 }, sidecars }).autoscaler?.spec.metrics;
    const target = { type: 'Utilization', averageUtilization: 60 };

    expect(metricsOf({})).toEqual([{ type: 'Resource', resource: { name: 'cpu', target } }]);
    expect(metricsOf({ proxy: { image } })).toEqual([
      { type: 'ContainerResource', containerResource: { name: 'cpu', container: 'api', target } },
    ]);
  });
});

describe('init containers', () => {
  const namesOf = (given: Parameters<typeof printPod>[0]) => printBefore(given).map(({ name }) => name);

  test('come after the sidecars in the order given, unless a sidecar needs them', () => {
    const initContainers = { z: { image }, first: { image, beforeSidecars: true }, a: { image } };
    const sidecars = { proxy: { image }, collector: { image } };

    expect(namesOf({ sidecars, initContainers })).toEqual(['first', 'proxy', 'collector', 'z', 'a']);
  });

  test('have the resources of the application, which they use before it', () => {
    const resources = { requests: { cpu: '2', memory: '1Gi' }, limits: { memory: '2Gi' } };
    const [step] = printBefore({ resources, initContainers: { step: { image } } });

    expect(step?.resources).toEqual({ requests: { cpu: '2', memory: '2Gi' }, limits: { memory: '2Gi' } });
    expect(step).not.toHaveProperty('restartPolicy');
  });
});

describe('what is refused', () => {
  test.each([
    [
      { sidecars: { api: { image } } },
      'sidecars.api has the name of the container of the application. Use another name.',
    ],
    [
      { sidecars: { a: { image } }, initContainers: { a: { image } } },
      'initContainers.a has the name of a sidecar. Use another name.',
    ],
    [{ sidecars: { a: {} } }, 'sidecars.a.image must be given.'],
    [
      { initContainers: { 1: { image } } },
      'initContainers must have names of at most 63 lower-case letters, digits and "-", starting with a letter, got text of 1 character.',
    ],
    [
      { sidecars: { a: { image, startup: { port: 9100 } } } },
      'sidecars.a.startup.port must differ from the distribution port 9100, got 9100. All containers of a pod share its ports; move one of the two.',
    ],
    [
      { sidecars: { a: { image, mounts: { logs: '/logs' } } } },
      'sidecars.a.mounts.logs is not in volumes. Give the volume there.',
    ],
    [
      {
        volumes: { a: { mount: '/a', emptyDir: {} }, b: { mount: '/b', emptyDir: {} } },
        initContainers: { c: { image, mounts: { a: '/x', b: '/x/' } } },
      },
      'initContainers.c.mounts.b must differ from the folder of a. Mount it elsewhere.',
    ],
    [
      { sidecars: { a: { image, env: { COOKIE: 'secret' } } } },
      "sidecars.a.env.COOKIE carries a literal cookie. Leave it to the property cookie, a Secret's key.",
    ],
    [
      { sidecars: { a: { image, resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } } } },
      'sidecars.a.resources.requests.memory must be at most the limit "1Gi", got "2Gi". Raise the limit.',
    ],
    [
      { sidecars: { a: { image, args: ['x'.repeat(131_072)] } } },
      'sidecars.a.args[0] must be at most 131071 bytes, including the name of a variable (MAX_ARG_STRLEN of Linux), got 131072. Mount large values as a file.',
    ],
    [
      { sidecars: { a: { image, security: { user: 0 } } } },
      'sidecars.a.security.user must be a whole number of at least 1, got 0.',
    ],
  ])('%j', (given, problem) => {
    expect(problemsOf({ ...withHttp, ...given })).toEqual([`BeamCluster "api": ${problem}`]);
  });

  test('the sizes of each container count for the object', () => {
    const large = 'x'.repeat(130_000);
    const sidecars = Object.fromEntries('abcdefghijklm'.split('').map((name) => [name, { image, args: [large] }]));

    expect(problemsOf({ ...withHttp, sidecars })).toEqual([
      expect.stringMatching(/^BeamCluster "api": sidecars must fit into 1572864 bytes with the rest of the workload/),
    ]);
  });
});
