import fc from 'fast-check';
import { manifests, type ClusterModel } from 'beam-cluster/model';
import { outcomeOf } from '../../manifests/fuzz/outcome';
import { seed } from '../../manifests/fuzz/run';
import { validProps } from '../../manifests/fuzz/valid-props';
import { wildProps } from '../../manifests/fuzz/wild-props';
import { printFigure } from '../figures';
import { useApplication } from '../scenario';
import { applyManifest, type Manifest } from '../server-side-apply';

const namespace = 'dry-run';
const sample = 300;
const inFlight = 8;

const scenario = useApplication(namespace, () => undefined);

/** What the API server has against a manifest, by refusal or warning. */
async function objections(manifest: Manifest, props: unknown): Promise<readonly string[]> {
  const { refusal, warnings } = await applyManifest(manifest, namespace, { dryRun: true });
  return [...(refusal === '' ? [] : [refusal]), ...warnings.map((warning) => `Warning: ${warning}`)].map(
    (text) => `${manifest.kind}: ${text}\n  of ${fc.stringify(props)}`,
  );
}

/** The manifests of as many props as are wanted, the namespaces that they name included. */
function printedSample(): readonly { readonly manifest: Manifest; readonly props: unknown }[] {
  const accepted = fc
    .sample(fc.oneof(validProps, wildProps), { seed, numRuns: 5 * sample })
    .map((props) => ({ props, outcome: outcomeOf(props) }))
    .flatMap(({ props, outcome }) => ('model' in outcome ? [{ props, model: outcome.model }] : []))
    // Which families of addresses there are is for each cluster to say, and most have one.
    .filter(({ model }) => model.objects.discovery.spec.ipFamilies === undefined)
    .slice(0, sample);
  expect(accepted).toHaveLength(sample);
  return accepted.flatMap(({ props, model }) =>
    [...namespaceOf(model), ...manifests(model)].map((manifest) => ({ manifest, props })),
  );
}

function namespaceOf({ objects }: ClusterModel): readonly Manifest[] {
  const name = objects.workload.metadata.namespace;
  return name === undefined ? [] : [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }];
}

scenario.test(
  `the API server has nothing against what ${sample} generated props are printed as (BEAM_CLUSTER_FUZZ_SEED=${seed})`,
  async () => {
    const all = printedSample();

    const found: string[] = [];
    const open = all.values();
    const work = async (): Promise<void> => {
      for (const { manifest, props } of open) found.push(...(await objections(manifest, props)));
    };
    await Promise.all(Array.from({ length: inFlight }, work));

    expect(found).toEqual([]);
    printFigure('manifests of generated props that the API server took in a dry run', all.length);
  },
);

scenario.test('it has something against what no cluster is printed as', async () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api' },
    spec: { ports: [{ port: 0 }], hello: 1 },
  };

  expect((await objections(service, {})).join()).toMatch(/hello/);
});
