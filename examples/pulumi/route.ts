import { BeamCluster } from 'beam-cluster/pulumi';

/** Two versions of an application behind one Gateway: a tenth of the requests goes to the new one. */
export function canary() {
  const http = { port: 4000, healthPath: '/health', readyPath: '/ready' };
  const green = new BeamCluster('shop-green', { image: 'registry.example.com/shop:2.5.0', http });
  const blue = new BeamCluster('shop', {
    image: 'registry.example.com/shop:2.4.1',
    http,
    route: {
      parentRefs: [{ name: 'public', namespace: 'gateways' }],
      hostnames: ['shop.example.com'],
      weights: { shop: 90, 'shop-green': 10 },
    },
  });
  return { green, route: blue.route };
}
