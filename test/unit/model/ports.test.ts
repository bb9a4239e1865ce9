import { modelCluster, type PortProps } from 'beam-cluster/model';
import { printCluster, printContainer, printVariables, withHttp } from './printed';
import { problemsOf } from './problems-of';

const byName = (ports: readonly { readonly name: string }[]) => ports.map(({ name }) => name);

describe('the ports of a pod', () => {
  test('are HTTP, epmd and the distribution, by name', () => {
    expect(printContainer().ports).toEqual([
      { name: 'http', containerPort: 4000, protocol: 'TCP' },
      { name: 'epmd', containerPort: 4369, protocol: 'TCP' },
      { name: 'distribution', containerPort: 9100, protocol: 'TCP' },
    ]);
  });

  test('have no HTTP without http', () => {
    const { workload } = printCluster({ http: undefined } as never);

    expect(byName(workload.spec.template.spec.containers[0].ports)).toEqual(['epmd', 'distribution']);
  });

  test('that are moved move wherever they are printed', () => {
    const ports = { epmd: 4370, distribution: 9200 };
    const { discovery, networkPolicy } = printCluster({ ports });
    const peers = [
      { port: 4370, protocol: 'TCP' },
      { port: 9200, protocol: 'TCP' },
    ];

    expect(discovery.spec.ports.map(({ port, targetPort }) => [port, targetPort])).toEqual([
      [4370, 4370],
      [9200, 9200],
    ]);
    expect(networkPolicy?.spec.ingress?.[0]?.ports).toEqual(peers);
    expect(networkPolicy?.spec.egress[0]?.ports).toEqual(peers);
    const { ERL_EPMD_PORT, ERL_AFLAGS } = printVariables({ ports });
    expect(ERL_EPMD_PORT).toBe('4370');
    expect(ERL_AFLAGS).toContain('inet_dist_listen_min 9200 inet_dist_listen_max 9200');
  });

  test.each([
    ['http.port', { http: { port: 0 } }, '0'],
    ['http.port', { http: { port: 65_536 } }, '65536'],
    ['http.port', { http: { port: 80.5 } }, '80.5'],
    ['http.port', { http: { port: Number.NaN } }, 'NaN'],
    ['http.port', { http: { port: '4000' } }, '"4000"'],
    ['ports.epmd', { ports: { epmd: -1 } }, '-1'],
    ['ports.distribution', { ports: { distribution: 70_000 } }, '70000'],
    ['service.port', { service: { port: 0 } }, '0'],
  ])('must be from 1 to 65535: %s of %j', (property, given, shown) => {
    expect(problemsOf({ ...withHttp, ...given })).toEqual([
      `BeamCluster "api": ${property} must be a whole number from 1 to 65535, got ${shown}.`,
    ]);
  });

  test('cannot be the same: http and epmd', () => {
    expect(problemsOf({ ...withHttp, http: { port: 4369 } })).toEqual([
      'BeamCluster "api": http.port must differ from the epmd port 4369, got 4369. Move one of the two.',
    ]);
  });

  test('cannot be the same: http and distribution', () => {
    expect(problemsOf({ ...withHttp, http: { port: 9100 } })).toEqual([
      'BeamCluster "api": http.port must differ from the distribution port 9100, got 9100. Move one of the two.',
    ]);
  });

  test('cannot be the same: epmd and distribution', () => {
    expect(problemsOf({ ...withHttp, ports: { distribution: 4369 } })).toEqual([
      'BeamCluster "api": ports.distribution must differ from the epmd port 4369, got 4369. Move one of the two.',
    ]);
  });
});

describe('a further port', () => {
  const metrics = { port: 9568 };
  const rulesOf = (port: PortProps) => printCluster({ ports: { metrics: port } }).networkPolicy?.spec.ingress?.[1];
  const ports = [{ port: 9568, protocol: 'TCP' }];

  test('is one of the container, after those between the nodes', () => {
    expect(byName(printContainer({ ports: { metrics } }).ports)).toEqual(['http', 'epmd', 'distribution', 'metrics']);
    expect(printContainer({ ports: { metrics } }).ports.at(-1)).toEqual({
      name: 'metrics',
      containerPort: 9568,
      protocol: 'TCP',
    });
  });

  test('is open to the pods of the namespace alone', () => {
    expect(rulesOf(metrics)).toEqual({ from: [{ podSelector: {} }], ports });
  });

  test('is open to anyone, to another namespace, or to certain pods where it says so', () => {
    const from = { podSelector: { matchLabels: { app: 'prometheus' } }, namespaceSelector: {} };

    expect(rulesOf({ ...metrics, from: 'anyone' })).toEqual({ ports });
    expect(rulesOf({ ...metrics, from: 'monitoring' })).toEqual({
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      ports,
    });
    expect(rulesOf({ ...metrics, from })).toEqual({ from: [from], ports });
  });

  test('is in no Service, unless it asks for it, on that port or on another', () => {
    const portsOf = (port: PortProps) => printCluster({ ports: { metrics: port } }).service?.spec.ports;
    const offered = { name: 'metrics', port: 9568, targetPort: 9568, protocol: 'TCP' };

    expect(byName(portsOf(metrics) ?? [])).toEqual(['http']);
    expect(portsOf({ ...metrics, service: true })).toContainEqual(offered);
    expect(portsOf({ ...metrics, service: 80, appProtocol: 'http' })).toContainEqual({
      ...offered,
      port: 80,
      appProtocol: 'http',
    });
  });

  test('makes a client Service where there is no HTTP', () => {
    const mqtt = { port: 1883, service: true };
    const { service } = modelCluster('api', { image: 'acme/api', ports: { mqtt } }).objects;

    expect(byName(service?.spec.ports ?? [])).toEqual(['mqtt']);
  });

  test('may share its number with one of another protocol', () => {
    expect(problemsOf({ ...withHttp, ports: { quic: { port: 4000, protocol: 'UDP' } } })).toEqual([]);
  });

  test.each([
    [
      'a port of HTTP',
      { a: { port: 4000 } },
      'ports.a.port must differ from the HTTP port 4000, got 4000. Move one of the two.',
    ],
    [
      'a port between the nodes',
      { a: { port: 9100 } },
      'ports.a.port must differ from the distribution port 9100, got 9100. Move one of the two.',
    ],
    [
      'one of the same number',
      { a: { port: 1 }, b: { port: 1 } },
      'ports.b.port must differ from the port a 1, got 1. Move one of the two.',
    ],
    ['a name that is taken', { http: { port: 1 } }, 'ports.http is the name of the property http. Use another name.'],
    [
      'a mistyped port between the nodes',
      { epmb: 4370 },
      'ports.epmb must be an object, got 4370. Did you mean ports.epmd?',
    ],
    ['a number', { metrics: 9568 }, 'ports.metrics must be an object, got 9568. Give { port: 9568 }.'],
    [
      'a long name',
      { 'metrics-of-the-vm': { port: 1 } },
      'ports must have names of at most 15 lower-case letters, digits and single "-", got text of 17 characters.',
    ],
    [
      'no peers',
      { a: { port: 1, from: {} } },
      'ports.a.from must have podSelector or namespaceSelector. Use "anyone" for everybody.',
    ],
    [
      'a protocol of no Service',
      { a: { port: 1, service: false, appProtocol: 'http' } },
      'ports.a.appProtocol needs service, which is false. Set service to true, or remove appProtocol.',
    ],
  ])('cannot have %s', (_what, ports, problem) => {
    expect(problemsOf({ ...withHttp, ports })).toEqual([`BeamCluster "api": ${problem}`]);
  });

  test('cannot be in a Service that is left out', () => {
    expect(problemsOf({ ...withHttp, ports: { a: { port: 1, service: true } }, service: false })).toEqual([
      'BeamCluster "api": service is false, and a port of ports has service. Remove one of the two.',
    ]);
  });

  test('does not give a port to a Service without HTTP', () => {
    const given = { image: 'acme/api', ports: { a: { port: 1, service: true } }, service: { port: 80 } };

    expect(problemsOf(given)).toEqual([
      'BeamCluster "api": service.port needs http, whose port it stands for. Give http, or remove the port.',
    ]);
  });
});
