import { Testing, type Chart } from 'cdk8s';
import { BeamCluster as Cdk8sCluster } from 'beam-cluster/cdk8s';
import { manifests, modelCluster, type BeamClusterProps } from 'beam-cluster/model';
import { BeamCluster as PulumiCluster } from 'beam-cluster/pulumi';
import { record } from '../../unit/pulumi/engine';
import { withoutDefaults, type Printed } from './api-defaults';

/** Manifests by kind and name, as one object each, with nothing that the API server would set itself. */
export type Manifests = Readonly<Record<string, Printed>>;

export function printByModel(id: string, props: BeamClusterProps): Manifests {
  return byName(JSON.parse(JSON.stringify(manifests(modelCluster(id, props)))) as Printed[]);
}

export function printByCdk8s(id: string, props: BeamClusterProps): Manifests {
  return synthesized((chart) => new Cdk8sCluster(chart, id, props));
}

export async function printByPulumi(id: string, props: BeamClusterProps): Promise<Manifests> {
  return registered(() => new PulumiCluster(id, props));
}

export function synthesized(make: (chart: Chart) => unknown): Manifests {
  const chart = Testing.chart();
  make(chart);
  return byName(Testing.synth(chart) as Printed[]);
}

export async function registered(program: () => unknown): Promise<Manifests> {
  const { registrations } = await record(program);
  return byName(registrations.map(({ inputs }) => inputs as object).filter(isManifest));
}

function isManifest(inputs: object): inputs is Printed {
  return 'kind' in inputs;
}

function byName(printed: readonly Printed[]): Manifests {
  return Object.fromEntries(
    printed
      .map(withoutDefaults)
      .map((manifest) => [`${manifest.kind}/${manifest.metadata.name}`, manifest] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}
