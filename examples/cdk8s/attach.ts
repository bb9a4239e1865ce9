import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** Attaches clustering to an existing Deployment. */
export function attach(app: App): Chart {
  const chart = new Chart(app, 'orders');

  const deployment = new kplus.Deployment(chart, 'Deployment', {
    metadata: { name: 'orders' },
    replicas: 4,
    terminationGracePeriod: Duration.seconds(45),
    securityContext: { user: 1000, group: 1000 },
    containers: [{ image: 'registry.example.com/orders:7', ports: [{ name: 'http', number: 4000 }] }],
  });

  BeamCluster.attach(chart, 'orders', {
    workload: deployment,
    http: { port: 4000 },
    cookie: { secretName: 'orders-secrets' },
  });
  return chart;
}
