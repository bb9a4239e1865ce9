import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';

/** Pulumi waits for the migration, and leaves the workload as it is if it fails. */
export function migratedShop(version: pulumi.Input<string>): BeamCluster {
  return new BeamCluster('shop', {
    image: pulumi.interpolate`registry.example.com/shop:${version}`,
    http: { port: 4000 },
    secrets: { DATABASE_URL: pulumi.secret('ecto://db.example.com/shop') },
    tasks: { migrate: { eval: 'Shop.Release.migrate()' } },
    schedules: { cleanup: { eval: 'Shop.Release.clean_up()', schedule: '@daily' } },
  });
}
