import { printCluster, printManifests, withHttp } from './printed';
import { problemsOf } from './problems-of';

const parentRefs = [{ name: 'public' }];
const printRoute = (more: object = {}) => printCluster({ route: { parentRefs, ...more } });

describe('an HTTPRoute', () => {
  test('is not there unless it is asked for', () => {
    expect(printCluster()).not.toHaveProperty('route');
  });

  test('leads what the Gateway takes in to the client Service, with all that the API fills in', () => {
    expect(printCluster({ route: { parentRefs }, service: { port: 80 } }).route).toMatchObject({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'api' },
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' }],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ group: '', kind: 'Service', name: 'api', port: 80, weight: 1 }],
          },
        ],
      },
    });
  });

  test('has no time-out, which could end a websocket, and takes one', () => {
    expect(printRoute().route?.spec.rules[0]).not.toHaveProperty('timeouts');
    expect(printRoute({ requestTimeout: '0s' }).route?.spec.rules[0]?.timeouts).toEqual({ request: '0s' });
  });

  test('has hosts, listeners and shares', () => {
    const { route } = printRoute({
      parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
      hostnames: ['shop.example.com'],
      weights: { api: 90, 'api-green': 10 },
    });

    expect(route?.spec.parentRefs[0]).toMatchObject({ name: 'public', namespace: 'gateways', sectionName: 'https' });
    expect(route?.spec.hostnames).toEqual(['shop.example.com']);
    expect(route?.spec.rules[0]?.backendRefs).toMatchObject([
      { name: 'api', port: 4000, weight: 90 },
      { name: 'api-green', port: 4000, weight: 10 },
    ]);
  });

  test('comes last', () => {
    expect(printManifests({ route: { parentRefs } }).at(-1)?.kind).toBe('HTTPRoute');
  });
});

describe('the protocol of the client Service', () => {
  const protocolOf = (given: object) => printCluster(given).service?.spec.ports[0]?.appProtocol;

  test('lets websockets through a Gateway', () => {
    expect(protocolOf({ route: { parentRefs } })).toBe('kubernetes.io/ws');
    expect(protocolOf({})).toBeUndefined();
  });

  test('can be another one, or none', () => {
    expect(protocolOf({ route: { parentRefs }, service: { appProtocol: 'http' } })).toBe('http');
    expect(protocolOf({ route: { parentRefs }, service: { appProtocol: false } })).toBeUndefined();
    expect(protocolOf({ service: { appProtocol: 'http' } })).toBe('http');
  });

  test('is that of the HTTP port only', () => {
    const { service } = printCluster({
      route: { parentRefs },
      ports: { mqtt: { port: 1883, service: true, from: 'anyone' } },
    });

    expect(service?.spec.ports.map(({ name, appProtocol }) => [name, appProtocol])).toEqual([
      ['mqtt', undefined],
      ['http', 'kubernetes.io/ws'],
    ]);
  });

  test('needs HTTP', () => {
    const { image } = withHttp;
    const ports = { mqtt: { port: 1883, service: true } };

    expect(problemsOf({ image, ports, service: { appProtocol: 'http' } })).toEqual([
      'BeamCluster "api": service.appProtocol needs http, whose port has the protocol. Give http, or remove the protocol.',
    ]);
  });
});

describe('an HTTPRoute that cannot be', () => {
  const both = { name: 'public', sectionName: 'https' };
  const listeners = 'Give each a sectionName of its own, or remove one of the two.';

  const refused: readonly (readonly [route: object, problem: string])[] = [
    [{}, 'parentRefs must be given.'],
    [{ parentRefs: [] }, 'parentRefs must have at least 1, got 0.'],
    [{ parentRefs: [{ namespace: 'a' }] }, 'parentRefs[0].name must be given.'],
    [{ parentRefs: [...parentRefs, both] }, `parentRefs[1] must differ from route.parentRefs[0]. ${listeners}`],
    [{ parentRefs: [both, ...parentRefs] }, `parentRefs[1] must differ from route.parentRefs[0]. ${listeners}`],
    [{ parentRefs: [both, both] }, `parentRefs[1] must differ from route.parentRefs[0]. ${listeners}`],
    [{ parentRefs, hostnames: [] }, 'hostnames must have at least 1, got 0.'],
    [
      { parentRefs, hostnames: ['a.dev', 'a.dev'] },
      'hostnames[1] must differ from route.hostnames[0]. Remove one of the two.',
    ],
    [
      { parentRefs, requestTimeout: '1 minute' },
      'requestTimeout must be a time such as "60s" or "1m30s", got text of 8 characters.',
    ],
    [
      { parentRefs, weights: { 'api-green': 1 } },
      'weights.api is missing, and it is the client Service of this cluster.',
    ],
    [
      { parentRefs, weights: { api: 0, 'api-green': 0 } },
      'weights must have one that is more than 0, because nobody would get an answer.',
    ],
    [{ parentRefs, weights: { api: 1, b: 1.5 } }, 'weights.b must be a whole number from 0 to 1000000, got 1.5.'],
  ];
  test.each(refused)('%j', (route, problem) => {
    expect(problemsOf({ ...withHttp, route })).toEqual([`BeamCluster "api": route.${problem}`]);
  });

  test('without a port and without the client Service', () => {
    const { image } = withHttp;

    expect(problemsOf({ image, route: { parentRefs } })).toEqual([
      'BeamCluster "api": route needs http, which says the port. Give http, or remove route.',
    ]);
    expect(problemsOf({ ...withHttp, service: false, route: { parentRefs } })).toEqual([
      'BeamCluster "api": route needs the client Service, and service is false. Remove one of the two.',
    ]);
  });

  test('with a host that the Ingress has', () => {
    const ingress = { hosts: ['www.example.com', 'shop.example.com'] };
    const route = { parentRefs, hostnames: ['shop.example.com'] };

    expect(problemsOf({ ...withHttp, ingress, route })).toEqual([
      'BeamCluster "api": route.hostnames[0] must differ from ingress.hosts[1], whose requests the Ingress takes. Remove one of the two. To move from one to the other, leave route.hostnames out until DNS has changed.',
    ]);
    expect(problemsOf({ ...withHttp, ingress, route: { parentRefs } })).toEqual([]);
  });
});
