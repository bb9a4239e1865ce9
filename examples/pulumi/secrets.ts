import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';

/** Pulumi generates the cookie and keeps it in its state. The secret variables come from its configuration. */
export function shop(config: pulumi.Config): BeamCluster {
  return new BeamCluster('shop', {
    image: pulumi.interpolate`registry.example.com/shop:${config.require('version')}`,
    http: { port: 4000 },
    secrets: {
      DATABASE_URL: config.requireSecret('databaseUrl'),
      SECRET_KEY_BASE: config.requireSecret('secretKeyBase'),
    },
  });
}
