import type { Chart } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** The founding example by the construct. */
export function foundingExample(chart: Chart, name: string): void {
  new BeamCluster(chart, name, {
    image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
    replicas: 3,
    http: { port: 4000, healthPath: '/health' },
    cookie: { secretName: 'rsolv-api-secrets', key: 'erlang-cookie' },
    env: { PHX_HOST: 'api.rsolv.dev' },
  });
}
