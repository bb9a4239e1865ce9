import { Chart, JsonPatch, ApiObject, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { layOver } from '../../../lib/cdk8s/lay-over';
import { manifestOf } from './synthesized';

function make(chart: Chart = Testing.chart()) {
  const deployment = new kplus.Deployment(chart, 'Deployment', {
    containers: [{ name: 'shop', image: 'acme/shop', portNumber: 4000 }],
  });
  return { chart, deployment };
}

const pod = (fields: object) => ({ spec: { template: { spec: fields } } });
const podOf = (chart: Chart) => {
  const { spec } = manifestOf(chart, 'Deployment') as unknown as { spec: { template: { spec: unknown } } };
  return spec.template.spec;
};

describe('a manifest that is laid over', () => {
  test('adds what is missing, in the words of the API', () => {
    const { chart, deployment } = make();
    const fields = {
      priorityClassName: 'high',
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
      nodeSelector: { 'acme.dev/CPUType': 'API' },
      volumes: [{ name: 'info', downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.name' } }] } }],
      setHostnameAsFQDN: true,
    };

    layOver(deployment, pod(fields));

    expect(podOf(chart)).toMatchObject(fields);
  });

  test('replaces another opinion, and leaves what the manifest does not have', () => {
    const { chart, deployment } = make();
    const before = podOf(chart) as { containers: [object] };

    layOver(deployment, pod({ dnsPolicy: 'None', containers: [{ name: 'shop', imagePullPolicy: 'Never' }] }));

    expect(podOf(chart)).toEqual({
      ...before,
      dnsPolicy: 'None',
      containers: [{ ...before.containers[0], imagePullPolicy: 'Never' }],
    });
  });

  test('wraps quantities, and what is a number or text', () => {
    const { chart, deployment } = make();
    const container = {
      name: 'shop',
      resources: { limits: { memory: '1.5Gi', 'ephemeral-storage': '1Gi' } },
      livenessProbe: { httpGet: { path: '/', port: 4000, scheme: 'HTTP' } },
    };
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 } };

    layOver(deployment, { spec: { strategy, ...pod({ containers: [container] }).spec } });

    expect(manifestOf(chart, 'Deployment').spec).toMatchObject({ strategy });
    expect(podOf(chart)).toMatchObject({ containers: [container] });
  });

  test('finds items by their name, and puts a new one at the end', () => {
    const { chart, deployment } = make();
    deployment.addContainer({ name: 'statsd', image: 'statsd' });

    layOver(
      deployment,
      pod({
        containers: [
          { name: 'third', image: 'x' },
          { name: 'statsd', image: 'statsd:2' },
        ],
      }),
    );

    expect(podOf(chart)).toMatchObject({
      containers: [{ name: 'shop' }, { name: 'statsd', image: 'statsd:2' }, { name: 'third', image: 'x' }],
    });
  });

  test('leaves room for what is added later', () => {
    const { chart, deployment } = make();

    layOver(deployment, pod({ priorityClassName: 'high', containers: [{ name: 'shop', workingDir: '/app' }] }));
    deployment.addContainer({ name: 'statsd', image: 'statsd' });
    ApiObject.of(deployment).addJsonPatch(JsonPatch.replace('/spec/template/spec/priorityClassName', 'low'));

    expect(podOf(chart)).toMatchObject({
      priorityClassName: 'low',
      containers: [{ name: 'shop', workingDir: '/app' }, { name: 'statsd' }],
    });
  });

  test('inserts rules without a name where they belong', () => {
    const chart = Testing.chart();
    const pods = kplus.Pods.select(chart, 'Pods', { labels: { app: 'shop' } });
    const policy = new kplus.NetworkPolicy(chart, 'Policy', { selector: pods });
    policy.addIngressRule(pods, [kplus.NetworkPolicyPort.tcp(1)]);
    const own = { from: [{ podSelector: { matchLabels: { app: 'shop' } } }], ports: [{ port: 1, protocol: 'TCP' }] };
    const others = [{ ports: [{ port: 2, protocol: 'TCP' }] }, { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }];

    layOver(policy, { spec: { ingress: [others[0], own, others[1]] } });
    policy.addIngressRule(kplus.Pods.select(chart, 'Others', { labels: { app: 'others' } }));

    const { ingress } = manifestOf(chart, 'NetworkPolicy').spec as { ingress: object[] };
    expect(ingress.slice(0, 3)).toEqual([others[0], own, others[1]]);
    expect(ingress).toHaveLength(4);
  });
});
