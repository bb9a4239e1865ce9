import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** Extends the printed objects with the methods of cdk8s-plus. */
export function escapeHatches(app: App): Chart {
  const chart = new Chart(app, 'api');
  const cluster = new BeamCluster(chart, 'api', {
    image: 'registry.example.com/api:3.0.0',
    http: { port: 4000 },
  });

  cluster.workload.addContainer({
    name: 'statsd',
    image: 'registry.example.com/statsd:1',
    securityContext: { user: 65534, group: 65534 },
  });
  cluster.service.exposeViaIngress('/api');
  cluster.workload.connections.allowFrom(kplus.Pods.select(chart, 'Gateway', { labels: { app: 'gateway' } }), {
    isolation: kplus.PodConnectionsIsolation.POD,
    ports: [kplus.NetworkPolicyPort.tcp(8125)],
  });
  new kplus.HorizontalPodAutoscaler(chart, 'Autoscaler', { target: cluster.workload, minReplicas: 3, maxReplicas: 9 });
  ApiObject.of(cluster).addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', 'high'));
  return chart;
}
