import { manifests, modelCluster, type BeamClusterProps } from '../../lib/model';
import { sortManifests, type Printed } from './manifest';

/** Prints the founding example with other props than its own. */
export function printCluster(props: Partial<BeamClusterProps>): Printed {
  const model = modelCluster('rsolv-api', {
    image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
    replicas: 3,
    http: { port: 4000, healthPath: '/health' },
    ...props,
  });
  return sortManifests(manifests(model));
}
