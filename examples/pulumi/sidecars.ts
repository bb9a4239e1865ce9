import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';

/** A proxy to a database whose name another resource has. */
export function shopBehindProxy(instance: pulumi.Input<string>): BeamCluster {
  return new BeamCluster('shop', {
    image: 'registry.example.com/shop:2.4.1',
    http: { port: 4000 },
    secrets: ['shop-env'],
    sidecars: {
      sql: {
        image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.2',
        args: ['--health-check', '--http-address=0.0.0.0', instance],
        startup: { port: 9090, path: '/startup' },
      },
    },
    initContainers: {
      schema: { image: 'registry.example.com/schema:7', args: ['--check'], envFrom: [{ secretName: 'schema-env' }] },
    },
  });
}
