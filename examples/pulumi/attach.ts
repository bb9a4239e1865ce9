import * as kubernetes from '@pulumi/kubernetes';
import { BeamCluster } from 'beam-cluster/pulumi';

/** Attaches clustering to a Deployment of your own. Each fragment goes to the field of the same name. */
export function orders(): kubernetes.apps.v1.Deployment {
  const selector = { app: 'orders' };
  const { fragments } = BeamCluster.attach('orders', { selector, http: { port: 4000 } });

  return new kubernetes.apps.v1.Deployment('orders', {
    metadata: { name: 'orders' },
    spec: {
      replicas: 4,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: fragments.labels, annotations: fragments.annotations },
        spec: {
          containers: [
            {
              name: 'orders',
              image: 'registry.example.com/orders:7',
              env: [...fragments.env, { name: 'PHX_HOST', value: 'orders.example.com' }],
              ports: fragments.ports,
              volumeMounts: fragments.volumeMounts,
              ...fragments.probes,
            },
          ],
          volumes: fragments.volumes,
        },
      },
    },
  });
}
