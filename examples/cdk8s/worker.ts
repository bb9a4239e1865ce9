import { App, Chart } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** Nodes with stable names and no HTTP: no client Service, and probes of the distribution port. */
export function worker(app: App): Chart {
  const chart = new Chart(app, 'jobs');

  new BeamCluster(chart, 'jobs', {
    image: 'registry.example.com/jobs:1.9.0',
    workload: 'StatefulSet',
    replicas: 2,
  });
  return chart;
}
