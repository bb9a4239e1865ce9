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
    expect(networkPolicy?.spec.ingress[0]?.ports).toEqual(peers);
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
