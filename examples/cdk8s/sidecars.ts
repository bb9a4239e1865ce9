import { App, Chart } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** A shop that reaches its database through a proxy, and sends its traces and its logs through two further sidecars. */
export function sidecars(app: App): Chart {
  const chart = new Chart(app, 'shop');
  new BeamCluster(chart, 'shop', {
    image: 'registry.example.com/shop:2.4.1',
    http: { port: 4000, healthPath: '/health' },
    env: { DATABASE_HOST: 'localhost', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' },
    volumes: {
      logs: { mount: '/var/log/shop', emptyDir: {} },
      geodata: { mount: '/geodata', emptyDir: { sizeLimit: '2Gi' } },
      collector: { mount: false, configMap: { name: 'collector' } },
    },
    sidecars: {
      sql: {
        image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.2',
        args: ['--health-check', '--http-address=0.0.0.0', 'shop:europe-west1:shop'],
        startup: { port: 9090, path: '/startup' },
      },
      collector: {
        image: 'otel/opentelemetry-collector:0.140.0',
        args: ['--config', '/etc/collector/config.yaml'],
        mounts: { collector: '/etc/collector' },
        resources: { requests: { cpu: '100m', memory: '256Mi' } },
      },
      shipper: {
        image: 'fluent/fluent-bit:4.2.0',
        args: ['--input=tail', '--prop=path=/var/log/shop/*.log', '--output=forward'],
        mounts: { logs: '/var/log/shop' },
      },
    },
    initContainers: {
      geodata: {
        image: 'registry.example.com/geodata:2026.11',
        args: ['--to', '/geodata'],
        mounts: { geodata: '/geodata' },
      },
    },
    ports: { collector: { port: 8888, from: 'monitoring' } },
  });
  return chart;
}
