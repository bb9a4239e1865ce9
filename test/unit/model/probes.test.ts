import { modelCluster, type Probe } from 'beam-cluster/model';
import { printCluster, printContainer, printVariables, withHttp } from './printed';
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

  describe('on a port of their own', () => {
    const probes = { port: 9568 };

    test('ask the runtime, which listens there', () => {
      const { startupProbe, readinessProbe, livenessProbe } = printContainer({ probes });

      expect(startupProbe?.httpGet).toEqual({ ...http('/health'), port: 9568 });
      expect(readinessProbe?.httpGet).toEqual({ ...http('/ready'), port: 9568 });
      expect(livenessProbe?.httpGet).toEqual({ ...http('/health'), port: 9568 });
      expect(printVariables({ probes })['CLUSTER_HTTP_PORT']).toBe('9568');
    });

    test('need no HTTP, and have a name that no policy opens', () => {
      const { workload, networkPolicy } = modelCluster('api', { image: 'acme/api', probes }).objects;

      expect(workload.spec.template.spec.containers[0].ports).toContainEqual({
        name: 'probes',
        containerPort: 9568,
        protocol: 'TCP',
      });
      expect(JSON.stringify(networkPolicy)).not.toContain('9568');
    });

    test('share it with a port of that number, which others reach', () => {
      const { workload, networkPolicy } = printCluster({ probes, ports: { metrics: { port: 9568, from: 'anyone' } } });
      const names = workload.spec.template.spec.containers[0].ports.map(({ name }) => name);

      expect(names).toEqual(['http', 'epmd', 'distribution', 'metrics']);
      expect(networkPolicy?.spec.ingress).toContainEqual({ ports: [{ port: 9568, protocol: 'TCP' }] });
    });

    test('ask the application over HTTPS, which the runtime does not serve', () => {
      const given = { probes: { ...probes, scheme: 'HTTPS' as const, readiness: { path: '/in' } } };

      expect(printContainer(given).readinessProbe?.httpGet).toMatchObject({ path: '/in', port: 9568, scheme: 'HTTPS' });
      expect(printVariables(given)).not.toHaveProperty('CLUSTER_HTTP_PORT');
    });

    test.each([
      [4000, 'the HTTP port 4000, got 4000. Remove it; the probes ask the HTTP port anyway.'],
      [4369, 'the epmd port 4369, got 4369. Move one of the two.'],
      [9100, 'the distribution port 9100, got 9100. Move one of the two.'],
    ])('cannot be that of something else: %d', (port, problem) => {
      expect(problemsOf({ ...withHttp, probes: { port } })).toEqual([
        `BeamCluster "api": probes.port must differ from ${problem}`,
      ]);
    });
  });

  test('send the headers that are given, after the host', () => {
    const given = { http: { port: 4000, healthPath: '/health' }, probes: { headers: { 'X-Probe': 'a b' } } };

    expect(printContainer(given).livenessProbe?.httpGet?.httpHeaders).toEqual([
      { name: 'Host', value: 'localhost' },
      { name: 'X-Probe', value: 'a b' },
    ]);
  });

  test.each([
    [
      { scheme: 'HTTPS' },
      'probes.scheme needs a path that a probe asks for. Give http.healthPath, or remove the scheme.',
    ],
    [
      { headers: { A: 'b' } },
      'probes.headers needs a path that a probe asks for. Give http.healthPath, or remove the headers.',
    ],
    [{ port: 1, headers: { hOst: 'a' } }, 'probes.headers.hOst is the property probes.host. Use that.'],
    [
      { port: 1, headers: { 'a b': 'a' } },
      'probes.headers must have names of HTTP headers, such as "X-Probe", got text of 3 characters.',
    ],
    [{ port: 1, headers: { A: 'a\r\nB: c' } }, 'probes.headers.A must be the text of an HTTP header.'],
  ])('cannot be sent as %j', (probes, problem) => {
    expect(problemsOf({ ...withHttp, probes })).toEqual([`BeamCluster "api": ${problem}`]);
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
