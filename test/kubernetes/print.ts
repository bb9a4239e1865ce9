import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing, Yaml } from 'cdk8s';
import { BeamCluster, type BeamClusterProps } from '../../lib/cdk8s';
import { projectRoot } from '../nodes/machine/toolchain';
import { foundingImage } from './machine/images';

const foundingFile = join(projectRoot, 'dist/k8s/rsolv-api.k8s.yaml');
export const applicationName = 'rsolv-api';

/** What `npx cdk8s synth` printed for the founding example; another image where the cluster is not the tests' own. */
export function printFoundingExample(): string {
  const printed = readFileSync(foundingFile, 'utf8');
  return printed.replaceAll(foundingImage, applicationImage());
}

/** What the construct prints with other props than the founding example's. */
export function printVariant(props: Partial<BeamClusterProps>): string {
  const chart = new Chart(new App(), applicationName);
  new BeamCluster(chart, applicationName, {
    image: applicationImage(),
    replicas: 3,
    http: { port: 4000, healthPath: '/health' },
    cookie: { secretName: 'rsolv-api-secrets', key: 'erlang-cookie' },
    ...props,
  });
  return Yaml.stringify(...(Testing.synth(chart) as unknown[]));
}

/** The image of `examples/elixir`: `CLUSTER_IMAGE` where a cluster is given that has it under another name. */
export function applicationImage(): string {
  return process.env['CLUSTER_IMAGE'] ?? foundingImage;
}
