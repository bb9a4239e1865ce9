import { Testing, type Chart } from 'cdk8s';
import { BeamCluster as Cdk8sCluster } from 'beam-cluster/cdk8s';
import { manifests, modelCluster, type BeamClusterProps, type Engine } from 'beam-cluster/model';
import { BeamCluster as PulumiCluster } from 'beam-cluster/pulumi';
import { record } from '../../unit/pulumi/engine';
import { withoutDefaults, type Printed } from './api-defaults';

/** Manifests by kind and name, as one object each, with nothing that the API server would set itself. */
export type Manifests = Readonly<Record<string, Printed>>;

/** What the model decides for an engine. */
export function printByModel(id: string, props: BeamClusterProps, engine: Engine = {}): Manifests {
  return byName(JSON.parse(JSON.stringify(manifests(modelCluster(id, props, engine)))) as Printed[]);
}

export function printByCdk8s(id: string, props: BeamClusterProps): Manifests {
  return synthesized((chart) => new Cdk8sCluster(chart, id, props));
}

export async function printByPulumi(id: string, props: BeamClusterProps): Promise<Manifests> {
  return registered(() => new PulumiCluster(id, props));
}

/** What is different where Pulumi prints. */
export const ofPulumi: Engine = { awaits: true };

export function synthesized(make: (chart: Chart) => unknown): Manifests {
  const chart = Testing.chart();
  make(chart);
  return byName(Testing.synth(chart) as Printed[]);
}

export async function registered(program: () => unknown): Promise<Manifests> {
  const { registrations } = await record(program);
  // The engine completes the name of what has none, and begins it with that of the resource.
  const named = registrations.map(({ name, inputs }) => {
    const { metadata } = inputs as { readonly metadata?: object };
    return { ...inputs, ...(metadata === undefined ? {} : { metadata: { name, ...metadata } }) };
  });
  return byName(named.filter(isManifest));
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
