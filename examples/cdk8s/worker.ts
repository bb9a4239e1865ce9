import { App, Chart } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** A StatefulSet without HTTP. It has no client Service, and its probes check the distribution port. */
export function worker(app: App): Chart {
  const chart = new Chart(app, 'jobs');

  new BeamCluster(chart, 'jobs', {
    image: 'registry.example.com/jobs:1.9.0',
    workload: 'StatefulSet',
    replicas: 2,
  });
  return chart;
}
