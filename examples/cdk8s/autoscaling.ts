import { App, Chart } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** An API whose load decides how many nodes it has, with metrics and probes on a port that the Internet does not reach. */
export function autoscaling(app: App): Chart {
  const chart = new Chart(app, 'orders');
  new BeamCluster(chart, 'orders', {
    image: 'registry.example.com/orders:1.8.0',
    http: { port: 4000 },
    autoscaling: { min: 3, max: 12, cpu: 60 },
    probes: { port: 9568 },
    ports: {
      metrics: { port: 9568, from: 'monitoring' },
      socket: { port: 4001, from: 'anyone', service: 443, appProtocol: 'kubernetes.io/ws' },
    },
    disruptionBudget: { minAvailable: 2 },
  });
  return chart;
}
