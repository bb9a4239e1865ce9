import { printCluster, withHttp } from './printed';
import { problemsOf } from './problems-of';

const serviceWith = (service: object) => printCluster({ service }).service;
const sticky = 'traefik.ingress.kubernetes.io/service.sticky.cookie';

describe('the affinity of the client Service', () => {
  test('is none on its defaults', () => {
    const { service } = printCluster();

    expect(service?.spec).not.toHaveProperty('sessionAffinity');
    expect(service?.metadata).not.toHaveProperty('annotations');
  });

  test('is by address for three hours, or for another time', () => {
    const config = (timeoutSeconds: number) => ({
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds } },
    });

    expect(serviceWith({ affinity: { clientIP: {} } })?.spec).toMatchObject(config(10_800));
    expect(serviceWith({ affinity: { clientIP: { timeoutSeconds: 60 } } })?.spec).toMatchObject(config(60));
  });

  test('is never that of the headless Service, which has no address of its own', () => {
    const { discovery } = printCluster({ service: { affinity: { clientIP: {} } } });

    expect(discovery.spec).not.toHaveProperty('sessionAffinity');
  });

  test('is by a cookie of Traefik that scripts cannot read, over HTTPS only', () => {
    expect(serviceWith({ affinity: { cookie: {} } })?.metadata.annotations).toEqual({
      [sticky]: 'true',
      [`${sticky}.httponly`]: 'true',
      [`${sticky}.samesite`]: 'lax',
      [`${sticky}.secure`]: 'true',
    });
  });

  test('has a cookie with a name, beside annotations of the user', () => {
    const service = serviceWith({ affinity: { cookie: { name: 'shop_pod', secure: false } }, annotations: { a: 'b' } });

    expect(service?.metadata.annotations).toMatchObject({
      [`${sticky}.name`]: 'shop_pod',
      [`${sticky}.secure`]: 'false',
      a: 'b',
    });
    expect(service?.spec).not.toHaveProperty('sessionAffinity');
  });

  test.each([
    [{}, ' must have one of clientIP and cookie.'],
    [{ clientIP: {}, cookie: {} }, ' must have one of clientIP and cookie.'],
    [
      { clientIP: { timeoutSeconds: 86_401 } },
      '.clientIP.timeoutSeconds must be a whole number from 1 to 86400, got 86401.',
    ],
    [
      { cookie: { name: 'a b' } },
      '.cookie.name must be the name of a cookie, such as "shop_pod", got text of 3 characters.',
    ],
  ])('cannot be %j', (affinity, problem) => {
    expect(problemsOf({ ...withHttp, service: { affinity } })).toEqual([
      `BeamCluster "api": service.affinity${problem}`,
    ]);
  });

  test('owns its annotations', () => {
    const service = { affinity: { cookie: {} }, annotations: { [`${sticky}.samesite`]: 'none' } };

    expect(problemsOf({ ...withHttp, service })).toEqual([
      `BeamCluster "api": service.annotations.${sticky}.samesite is written by service.affinity. Remove it, or remove service.affinity.`,
    ]);
  });

  test('has a cookie only where something can set it', () => {
    const { image } = withHttp;
    const service = { affinity: { cookie: {} } };
    const route = { parentRefs: [{ name: 'public' }] };

    expect(problemsOf({ image, ports: { mqtt: { port: 1883, service: true } }, service })).toEqual([
      'BeamCluster "api": service.affinity.cookie needs http, whose answers set the cookie. Give http, or use clientIP.',
    ]);
    expect(problemsOf({ ...withHttp, service, route })).toEqual([
      'BeamCluster "api": service.affinity.cookie has no effect with route, only with an Ingress. Remove it, or give ingress as well.',
    ]);
    expect(problemsOf({ ...withHttp, service, route, ingress: { hosts: ['shop.example.com'] } })).toEqual([]);
  });
});
