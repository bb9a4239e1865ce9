import { modelCluster } from 'beam-cluster/model';
import { printCluster, withHttp } from './printed';
import { problemsOf } from './problems-of';

const selector = { app: 'api', 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'api' };

describe('the headless Service', () => {
  test('has pods before they are ready, and names its ports, without which there is no DNS record', () => {
    expect(printCluster().discovery.spec).toEqual({
      type: 'ClusterIP',
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector,
      ports: [
        { name: 'epmd', port: 4369, targetPort: 4369, protocol: 'TCP' },
        { name: 'distribution', port: 9100, targetPort: 9100, protocol: 'TCP' },
      ],
    });
  });

  test('has only ready pods where the props say so, and annotations of its own', () => {
    const headless = { publishNotReadyAddresses: false, annotations: { 'acme.dev/owner': 'shop' } };
    const { discovery, service, workload } = printCluster({ headless });

    expect(discovery.spec.publishNotReadyAddresses).toBe(false);
    expect(discovery.metadata.annotations).toEqual({ 'acme.dev/owner': 'shop' });
    for (const other of [service, workload]) expect(other?.metadata).not.toHaveProperty('annotations');
  });

  test.each(['IPv4', 'IPv6'] as const)('has records of the family that is asked for: %s', (ipFamily) => {
    expect(printCluster({ ipFamily }).discovery.spec.ipFamilies).toEqual([ipFamily]);
    expect(printCluster({ ipFamily }).service?.spec).not.toHaveProperty('ipFamilies');
  });

  test('has a family of Kubernetes', () => {
    expect(problemsOf({ ...withHttp, ipFamily: 'ipv6' })).toEqual([
      'BeamCluster "api": ipFamily must be one of "IPv4", "IPv6", got "ipv6". Did you mean "IPv6"?',
    ]);
  });
});

describe('the client Service', () => {
  test('has the HTTP port of ready pods', () => {
    expect(printCluster().service?.spec).toEqual({
      type: 'ClusterIP',
      selector,
      ports: [{ name: 'http', port: 4000, targetPort: 4000, protocol: 'TCP' }],
    });
  });

  test('may be of another type, on another port, with annotations', () => {
    const service = { type: 'LoadBalancer', port: 80, annotations: { 'acme.dev/public': 'yes' } } as const;
    const printed = printCluster({ service }).service;

    expect(printed?.spec).toMatchObject({ type: 'LoadBalancer', ports: [{ port: 80, targetPort: 4000 }] });
    expect(printed?.metadata.annotations).toEqual({ 'acme.dev/public': 'yes' });
  });

  test('is not there without HTTP', () => {
    expect(modelCluster('api', { image: 'acme/api' })).not.toHaveProperty('service');
  });

  test('is left out where there is one already', () => {
    const { service, workload } = modelCluster('api', { image: 'api:1', http: { port: 4000 }, service: false }).objects;
    expect(service).toBeUndefined();
    expect(workload.spec.template.spec.containers[0].ports[0]).toMatchObject({ name: 'http', containerPort: 4000 });
  });

  test('cannot be asked for without HTTP', () => {
    expect(problemsOf({ image: 'acme/api', service: { type: 'LoadBalancer' } })).toEqual([
      'BeamCluster "api": service needs http, which says the port. Give http, or remove service.',
    ]);
  });

  test('has a type of Kubernetes', () => {
    expect(problemsOf({ ...withHttp, service: { type: 'Loadbalancer' } })).toEqual([
      'BeamCluster "api": service.type must be one of "ClusterIP", "NodePort", "LoadBalancer", got "Loadbalancer". Did you mean "LoadBalancer"?',
    ]);
  });
});
