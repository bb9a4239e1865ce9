import fc from 'fast-check';
import { manifests, type ClusterModel } from 'beam-cluster/model';
import { outcomeOf } from '../../manifests/fuzz/outcome';
import { seed } from '../../manifests/fuzz/run';
import { validProps } from '../../manifests/fuzz/valid-props';
import { wildProps } from '../../manifests/fuzz/wild-props';
import { printFigure } from '../figures';
import { useApplication } from '../scenario';
import { changedFields } from '../changed-fields';
import { applyManifest, pathOf, placedIn, type Manifest } from '../server-side-apply';

const namespace = 'dry-run';
const sample = 300;
const inFlight = 8;

const scenario = useApplication(namespace, () => undefined);

/** What the API server has against a manifest, by refusal, warning or another value of a field. */
async function objections(manifest: Manifest, props: unknown): Promise<readonly string[]> {
  const { object, refusal, warnings } = await applyManifest(manifest, namespace, { dryRun: true });
  const returned = refusal === '' ? changedFields(placedIn(namespace, manifest), object) : [refusal];
  return [...returned, ...warnings.map((warning) => `Warning: ${warning}`)].map(
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
    [...namespaceOf(model), ...manifests(model)]
      // The Gateway API is not installed here. kubeconform checks its manifests.
      .filter(({ kind }) => kind !== 'HTTPRoute')
      .map((manifest) => ({ manifest, props })),
  );
}

function namespaceOf({ objects }: ClusterModel): readonly Manifest[] {
  const name = objects.workload.metadata.namespace;
  return name === undefined ? [] : [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }];
}

scenario.test(
  `the API server takes what ${sample} generated props are printed as, without a warning, and returns each field as it was sent (BEAM_CLUSTER_FUZZ_SEED=${seed})`,
  async () => {
    const all = printedSample();

    const found: string[] = [];
    const open = all.values();
    const work = async (): Promise<void> => {
      for (const { manifest, props } of open) found.push(...(await objections(manifest, props)));
    };
    await Promise.all(Array.from({ length: inFlight }, work));

    expect(found).toEqual([]);
    // So that a second apply of the same manifest, or a preview of it, has no difference to show.
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

scenario.test('it returns quantities that are not in its own form as others, which is then found', () => {
  const sent = { resources: { limits: { cpu: '1000m', memory: '2048Mi' } }, ports: [{ port: 1 }], empty: [] };
  const returned = { resources: { limits: { cpu: '1', memory: '2Gi' } }, ports: [{ port: 1, protocol: 'TCP' }] };

  expect(changedFields(sent, returned)).toEqual([
    'resources.limits.cpu was sent as "1000m" and came back as "1"',
    'resources.limits.memory was sent as "2048Mi" and came back as "2Gi"',
  ]);
});

describe('applied twice', () => {
  const twice = 'applied-twice';
  // No pod, so that these workloads take nothing from the cluster.
  const quota = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'no-pods' },
    spec: { hard: { pods: '0' } },
  };
  const applying = useApplication(twice, (application) => application.apply(JSON.stringify(quota)));

  applying.test(`no manifest of ${sample} generated props changes anything the second time`, async () => {
    const all = printedSample().filter(({ manifest }) => manifest.kind !== 'Namespace');
    // An autoscaler takes over the replicas of the next Deployment with that name, so all of them come last.
    const isAutoscaler = ({ manifest }: (typeof all)[number]) => manifest.kind === 'HorizontalPodAutoscaler';

    for (const part of [all.filter((item) => !isAutoscaler(item)), all.filter(isAutoscaler)]) {
      // Manifests of one object one after the other.
      const objects = new Map<string, typeof all>();
      for (const item of part) {
        const object = pathOf(item.manifest, twice);
        objects.set(object, [...(objects.get(object) ?? []), item]);
      }
      const open = objects.values();
      const work = async (): Promise<void> => {
        for (const versions of open) {
          for (const { manifest, props } of versions) {
            const first = await applyManifest(manifest, twice);
            const second = await applyManifest(manifest, twice);

            expect([first.refusal, second.refusal, fc.stringify(props)]).toEqual(['', '', fc.stringify(props)]);
            expect(revisionOf(second.object)).toEqual(revisionOf(first.object));
          }
        }
      };
      await Promise.all(Array.from({ length: inFlight }, work));
    }
    printFigure('manifests of generated props that changed nothing when they were applied twice', all.length);
  });
});

/** What an apply that changes something changes. */
function revisionOf(object: unknown): unknown {
  const { metadata, spec } = object as { readonly metadata: { readonly generation?: number }; readonly spec: unknown };
  return { generation: metadata.generation, spec };
}
