import * as kubernetes from '@pulumi/kubernetes';
import { BeamCluster } from 'beam-cluster/pulumi';

/** Attaches clustering to a Deployment of your own: its args come back with everything that a node needs. */
export function orders(): kubernetes.apps.v1.Deployment {
  const labels = { app: 'orders' };
  const env = [{ name: 'PHX_HOST', value: 'orders.example.com' }];
  const args = {
    metadata: { name: 'orders' },
    spec: {
      replicas: 4,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'orders', image: 'registry.example.com/orders:7', env }] },
      },
    },
  };

  const { workload } = BeamCluster.attach('orders', { workload: args, http: { port: 4000 } });
  return new kubernetes.apps.v1.Deployment('orders', workload);
}
