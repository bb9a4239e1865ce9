import type * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';

/** The founding example by the component. */
export function foundingExample(options: pulumi.ComponentResourceOptions): void {
  const props = {
    image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
    replicas: 3,
    http: { port: 4000, healthPath: '/health' },
    cookie: { secretName: 'rsolv-api-secrets', key: 'erlang-cookie' },
    env: { PHX_HOST: 'api.rsolv.dev' },
  };
  new BeamCluster('rsolv-api', props, options);
}
