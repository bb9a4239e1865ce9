import { App, Chart } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** A site behind an ingress controller, with a certificate of cert-manager, and on its way to a Gateway. */
export function ingress(app: App): Chart {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const { ingress } = new BeamCluster(chart, 'shop', {
    image: 'registry.example.com/shop:2.4.1',
    http: { port: 4000, healthPath: '/health', readyPath: '/ready' },
    env: { PHX_HOST: 'shop.example.com' },
    ingress: {
      hosts: ['shop.example.com', 'www.shop.example.com'],
      tls: 'shop-tls',
      className: 'traefik',
      annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
    },
    service: { affinity: { cookie: { name: 'shop_pod' } } },
    // Without hostnames, it has those of the listener.
    route: { parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'shop' }] },
  });
  ingress.metadata.addLabel('team', 'checkout');
  return chart;
}
