import { readWorkload } from '../../../../lib/cli/cluster/workload';
import type { WorkloadObject } from '../../../../lib/cli/cluster/api/workload-objects';
import { printedWorkload } from '../objects';

/** An object as the API server gives it, which makes no instances. */
const asObject = (object: unknown) => object as WorkloadObject;

const deployment = (container: object, spec: object = {}) =>
  asObject({
    metadata: { name: 'orders', namespace: 'prod' },
    spec: { selector: { matchLabels: { app: 'orders' } }, template: { spec: { containers: [container] } }, ...spec },
  });

test('what this package prints is read as it was meant', () => {
  const printed = printedWorkload('api', {
    cookie: { secretName: 'keys', key: 'beam' },
    ports: { distribution: 9200 },
  });
  const { object: _, ...workload } = readWorkload('Deployment', asObject(printed)) ?? { object: 0 };

  expect(workload).toEqual({
    kind: 'Deployment',
    name: 'api',
    namespace: 'default',
    isOurs: true,
    container: 'api',
    serviceName: 'api-headless',
    cookie: { secretName: 'keys', key: 'beam', variable: 'RELEASE_COOKIE' },
    ports: { epmd: 4369, distribution: 9200, http: 4000 },
    healthPath: '/health',
    selector: { app: 'api', 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'api' },
  });
});

describe('a hand-written one', () => {
  test('is recognised by port 4369 only', () => {
    expect(readWorkload('Deployment', deployment({ name: 'web', ports: [{ containerPort: 4369 }] }))).toMatchObject({
      isOurs: false,
      container: 'web',
      ports: { epmd: 4369, distribution: 9100 },
      selector: { app: 'orders' },
    });
  });

  test('tells its cookie, its ports and its probes', () => {
    const cookie = { secretKeyRef: { name: 'orders-secrets', key: 'cookie' } };
    const workload = readWorkload(
      'StatefulSet',
      deployment(
        {
          name: 'web',
          env: [
            { name: 'RELEASE_NODE', value: 'orders@$(POD_IP)' },
            { name: 'ERLANG_COOKIE', valueFrom: cookie },
            { name: 'ERL_AFLAGS', value: '-kernel inet_dist_listen_min 9500 inet_dist_listen_max 9500' },
          ],
          ports: [{ name: 'web', containerPort: 8080 }],
          readinessProbe: { httpGet: { path: '/up', port: 'web' } },
        },
        { serviceName: 'orders-headless' },
      ),
    );

    expect(workload).toMatchObject({
      serviceName: 'orders-headless',
      cookie: { secretName: 'orders-secrets', key: 'cookie', variable: 'ERLANG_COOKIE' },
      ports: { distribution: 9500, http: 8080 },
      healthPath: '/up',
    });
  });
});

test('what has nothing to do with the BEAM is none', () => {
  const container = { name: 'web', env: [{ name: 'PORT', value: '80' }], ports: [{ containerPort: 80 }] };

  expect(readWorkload('Deployment', deployment(container))).toBeUndefined();
});
