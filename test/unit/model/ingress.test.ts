import { printCluster, printManifests, withHttp } from './printed';
import { problemsOf } from './problems-of';

const hosts = ['shop.example.com'];
const ingressOf = (more: object = {}) => printCluster({ ingress: { hosts, ...more } }).ingress;

describe('an Ingress', () => {
  test('is not there unless it is asked for', () => {
    expect(printCluster()).not.toHaveProperty('ingress');
  });

  test('leads every host to the HTTP port of the client Service, by its name', () => {
    const paths = [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { name: 'http' } } } }];

    expect(ingressOf({ hosts: ['shop.example.com', '*.shop.example.com'] })).toMatchObject({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'api' },
      spec: {
        rules: [
          { host: 'shop.example.com', http: { paths } },
          { host: '*.shop.example.com', http: { paths } },
        ],
      },
    });
  });

  test('names neither a class nor a certificate on its defaults', () => {
    expect(Object.keys(ingressOf()?.spec ?? {})).toEqual(['rules']);
  });

  test('has one certificate for all hosts', () => {
    expect(ingressOf({ tls: 'shop-tls' })?.spec.tls).toEqual([{ hosts, secretName: 'shop-tls' }]);
  });

  test('has a class, a path and annotations of its own', () => {
    const annotations = { 'cert-manager.io/cluster-issuer': 'letsencrypt' };
    const ingress = ingressOf({ className: 'traefik', path: '/shop', annotations });

    expect(ingress?.spec.ingressClassName).toBe('traefik');
    expect(ingress?.spec.rules[0]?.http.paths[0]?.path).toBe('/shop');
    expect(ingress?.metadata.annotations).toEqual(annotations);
  });

  test('leaves the protocol of the Service as it is, which only a Gateway needs', () => {
    expect(printCluster({ ingress: { hosts } }).service?.spec.ports[0]).not.toHaveProperty('appProtocol');
  });

  test('comes after the workload, and reaches it through the policy', () => {
    const kinds = printManifests({ ingress: { hosts } }).map(({ kind }) => kind);
    const { networkPolicy } = printCluster({ ingress: { hosts } });

    expect(kinds.slice(-2)).toEqual(['Deployment', 'Ingress']);
    expect(networkPolicy?.spec.ingress).toContainEqual({ ports: [{ port: 4000, protocol: 'TCP' }] });
  });

  test.each([
    [{}, 'hosts must be given.'],
    [{ hosts: [] }, 'hosts must have at least 1, got 0.'],
    [{ hosts: [...hosts, 'a.dev', ...hosts] }, 'hosts[2] must differ from ingress.hosts[0]. Remove one of the two.'],
    [
      { hosts, path: '/a//b' },
      'path must be the path of a URL that starts with "/", without "//", "/./", "/../" and "%2F", got text of 5 characters.',
    ],
    [
      { hosts, path: '/a?b=c' },
      'path must be the path of a URL that starts with "/", without "//", "/./", "/../" and "%2F", got text of 6 characters.',
    ],
    [
      { hosts, tls: { secretName: 'shop-tls' } },
      'tls must be the name of an object: lower-case letters, digits, "-" and ".".',
    ],
    [{ hosts, clasName: 'traefik' }, 'clasName is not a known property. Did you mean ingress.className?'],
    [
      { hosts, annotations: { 'kubernetes.io/ingress.class': 'traefik' } },
      'annotations.kubernetes.io/ingress.class is replaced by className. Set ingress.className in its place.',
    ],
  ])('cannot be %j', (ingress, problem) => {
    expect(problemsOf({ ...withHttp, ingress })).toEqual([`BeamCluster "api": ingress.${problem}`]);
  });

  test.each([
    'Shop.example.com',
    'shop.example.com:443',
    'https://shop.example.com',
    'a.*.dev',
    '*',
    '*dev',
    '10.0.0.1',
    '',
  ])('cannot have the host %p', (host) => {
    expect(problemsOf({ ...withHttp, ingress: { hosts: [host] } })).toEqual([
      expect.stringMatching(/^BeamCluster "api": ingress\.hosts\[0\] must be a host name such as .*\.$/),
    ]);
  });

  test('needs a port and the client Service', () => {
    const { image } = withHttp;

    expect(problemsOf({ image, ingress: { hosts } })).toEqual([
      'BeamCluster "api": ingress needs http, which says the port. Give http, or remove ingress.',
    ]);
    expect(problemsOf({ ...withHttp, service: false, ingress: { hosts } })).toEqual([
      'BeamCluster "api": ingress needs the client Service, and service is false. Remove one of the two.',
    ]);
  });

  test('fits into etcd with as much as it may have', () => {
    const host = (index: number) => `${'a'.repeat(60)}.`.repeat(4) + `a${index}`;
    const { ingress } = printCluster({
      ingress: {
        hosts: Array.from({ length: 400 }, (_, index) => host(index)),
        path: `/${'a'.repeat(1_023)}`,
        tls: 'shop-tls',
        annotations: { note: 'a'.repeat(256 * 1_024 - 4) },
      },
    });

    expect(JSON.stringify(ingress).length).toBeLessThan(1_536 * 1_024);
  });
});
