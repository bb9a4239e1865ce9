import { modelCluster, type Probe } from 'beam-cluster/model';
import { printContainer, withHttp } from './printed';
import { problemsOf, shownText } from './problems-of';

const http = (path: string, host = 'localhost') => ({
  path,
  port: 4000,
  scheme: 'HTTP',
  httpHeaders: [{ name: 'Host', value: host }],
});
const secondsToFail = ({ periodSeconds, failureThreshold }: Probe) => periodSeconds * failureThreshold;

describe('probes', () => {
  test('ask the health path on the HTTP port', () => {
    const given = { http: { port: 4000, healthPath: '/health' } };
    const { startupProbe, readinessProbe, livenessProbe } = printContainer(given);

    for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
      expect(probe?.httpGet).toEqual(http('/health'));
    }
  });

  test('give a slow release 300 s to boot, and look every second, so that a quick one is in soon', () => {
    const { startupProbe } = printContainer();

    expect(startupProbe).toMatchObject({ periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 300 });
    expect(startupProbe && secondsToFail(startupProbe)).toBe(300);
  });

  test('take a pod out of the Service after 15 s, and restart it only after 60 s', () => {
    const { readinessProbe, livenessProbe } = printContainer();

    expect(readinessProbe && secondsToFail(readinessProbe)).toBe(15);
    expect(livenessProbe && secondsToFail(livenessProbe)).toBe(60);
  });

  test('ask the ready path only for readiness, since liveness must not depend on peers', () => {
    const given = { http: { port: 4000, healthPath: '/live', readyPath: '/ready' } };
    const { startupProbe, readinessProbe, livenessProbe } = printContainer(given);

    expect(startupProbe?.httpGet).toEqual(http('/live'));
    expect(readinessProbe?.httpGet).toEqual(http('/ready'));
    expect(livenessProbe?.httpGet).toEqual(http('/live'));
  });

  test('connect to the HTTP port where no path is given, because an image need not answer any', () => {
    const { startupProbe, readinessProbe, livenessProbe } = printContainer();

    for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
      expect(probe?.tcpSocket).toEqual({ port: 4000 });
      expect(probe).not.toHaveProperty('httpGet');
    }
  });

  test('ask for a path one by one, so that a ready path leaves liveness with the port', () => {
    const { startupProbe, readinessProbe, livenessProbe } = printContainer({ http: { port: 4000, readyPath: '/in' } });

    expect(readinessProbe?.httpGet).toEqual(http('/in'));
    for (const probe of [startupProbe, livenessProbe]) expect(probe?.tcpSocket).toEqual({ port: 4000 });
  });

  test('look at the distribution port where there is no HTTP', () => {
    const [container] = modelCluster('api', { image: 'acme/api' }).objects.workload.spec.template.spec.containers;

    for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe]) {
      expect(probe?.tcpSocket).toEqual({ port: 9100 });
      expect(probe).not.toHaveProperty('httpGet');
    }
  });

  test('have each number that is given, and the default for each that is not', () => {
    const readiness = { path: '/in', initialDelaySeconds: 4, periodSeconds: 7 };

    expect(printContainer({ probes: { readiness } }).readinessProbe).toEqual({
      httpGet: http('/in'),
      initialDelaySeconds: 4,
      periodSeconds: 7,
      timeoutSeconds: 3,
      successThreshold: 1,
      failureThreshold: 3,
    });
  });

  test('are left out one by one', () => {
    const kinds = ['startup', 'readiness', 'liveness'] as const;

    for (const kind of kinds) {
      const container = printContainer({ probes: { [kind]: false } });
      const printed = kinds.filter((kind) => container[`${kind}Probe`] !== undefined);
      expect(printed).toEqual(kinds.filter((other) => other !== kind));
    }
  });

  describe('of a path', () => {
    const paths = { port: 4000, healthPath: '/health' };

    test('say that they ask localhost, which no redirect to HTTPS sends away', () => {
      expect(printContainer({ http: paths }).livenessProbe?.httpGet).toEqual(http('/health', 'localhost'));
    });

    test('say another host where it is given', () => {
      const { livenessProbe } = printContainer({ http: paths, probes: { host: 'shop.acme.dev' } });

      expect(livenessProbe?.httpGet).toEqual(http('/health', 'shop.acme.dev'));
    });

    test('leave the host to the kubelet where it is false', () => {
      const { livenessProbe } = printContainer({ http: paths, probes: { host: false } });

      expect(livenessProbe?.httpGet).toEqual({ path: '/health', port: 4000, scheme: 'HTTP' });
    });

    test.each(['', 'localhost:4000', 'https://acme.dev', 'Acme.dev', '*.acme.dev', '[::1]'])(
      'cannot say %j',
      (host) => {
        expect(problemsOf({ ...withHttp, http: paths, probes: { host } })).toEqual([
          `BeamCluster "api": probes.host must be a host name such as "shop.acme.dev", without a port, got ${shownText(host)}.`,
        ]);
      },
    );

    test.each([{}, { http: { port: 4000 } }])('are needed for a host: %j has none', (props) => {
      expect(problemsOf({ image: 'acme/api', ...props, probes: { host: 'acme.dev' } })).toEqual([
        'BeamCluster "api": probes.host needs a path that a probe asks for. Give http.healthPath, or remove the host.',
      ]);
    });

    test('may be one of a single probe, whose host is then said', () => {
      const probes = { host: 'acme.dev', readiness: { path: '/in' } };

      expect(printContainer({ probes }).readinessProbe?.httpGet).toEqual(http('/in', 'acme.dev'));
    });
  });

  test.each([
    ['probes.startup.periodSeconds', { startup: { periodSeconds: 0 } }, 'a whole number from 1 to 3600', '0'],
    ['probes.liveness.timeoutSeconds', { liveness: { timeoutSeconds: 0.5 } }, 'a whole number from 1 to 3600', '0.5'],
    ['probes.liveness.failureThreshold', { liveness: { failureThreshold: 0 } }, 'a whole number of at least 1', '0'],
    ['probes.readiness.path', { readiness: { path: 'ready' } }, 'a path that starts with "/"', 'text of 5 characters'],
    ['probes.readiness', { readiness: true }, 'an object', 'true'],
  ])('%s cannot be that of %j', (property, probes, rule, shown) => {
    expect(problemsOf({ ...withHttp, probes })).toEqual([
      `BeamCluster "api": ${property} must be ${rule}, got ${shown}.`,
    ]);
  });

  test('cannot have a path where there is no HTTP to ask', () => {
    expect(problemsOf({ image: 'acme/api', probes: { readiness: { path: '/in' }, liveness: {} } })).toEqual([
      'BeamCluster "api": probes.readiness.path needs http, which says the port. Give http, or remove the path.',
    ]);
  });
});
