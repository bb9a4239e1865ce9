import { modelCluster } from 'beam-cluster/model';
import { printCluster } from './printed';

const selector = { matchLabels: { app: 'api', 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'api' } };
const own = [{ podSelector: selector }];
const tcp = (port: number) => ({ port, protocol: 'TCP' });

describe('the network policy', () => {
  test('admits epmd and the distribution only from the own pods, and HTTP from anywhere', () => {
    expect(printCluster().networkPolicy?.spec).toMatchObject({
      podSelector: selector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: own, ports: [tcp(4369), tcp(9100)] }, { ports: [tcp(4000)] }],
    });
  });

  test('lets DNS out over UDP and TCP, since many pods do not fit into a packet, and the rest as well', () => {
    expect(printCluster().networkPolicy?.spec.egress).toEqual([
      { to: own, ports: [tcp(4369), tcp(9100)] },
      { ports: [{ port: 53, protocol: 'UDP' }, tcp(53)] },
      {},
    ]);
  });

  test('lets nothing else out where it is asked to', () => {
    expect(printCluster({ networkPolicy: { egress: 'cluster' } }).networkPolicy?.spec.egress).toHaveLength(2);
  });

  test('lets DNS out on another port too, because a policy sees the port of the pod behind the Service', () => {
    const { networkPolicy } = printCluster({ networkPolicy: { egress: 'cluster', dnsPort: 5_353 } });

    expect(networkPolicy?.spec.egress[1]?.ports).toEqual([
      { port: 53, protocol: 'UDP' },
      tcp(53),
      { port: 5_353, protocol: 'UDP' },
      tcp(5_353),
    ]);
  });

  test('admits only the own pods without HTTP', () => {
    const { networkPolicy } = modelCluster('api', { image: 'acme/api' }).objects;

    expect(networkPolicy?.spec.ingress).toEqual([{ from: own, ports: [tcp(4369), tcp(9100)] }]);
  });

  test('is left out where it is false', () => {
    expect(printCluster({ networkPolicy: false })).not.toHaveProperty('networkPolicy');
  });
});
