import { claimOf, collisions, type Claim } from './collisions';
import { headlessSuffix } from './features/identity';
import type { Manifest } from './kubernetes';
import type { AttachmentModel, ClusterModel } from './model';
import { ClusterPropsError, quote } from './schema';
import type { Surroundings } from './surroundings';

type Model<V> = ClusterModel<V> | AttachmentModel<V>;

/**
 * The objects of clusters and attachments, in the order in which they are best applied; of an attachment, those around its
 * workload. What is printed together is compared: two clusters that print the same object, or of which one selects the pods
 * of the other, are an error.
 *
 * @throws ClusterPropsError if two of them collide, and names both
 * @example
 * manifests(modelCluster('shop', { image: 'ghcr.io/acme/shop:1.0.0' })).map(({ kind }) => kind);
 */
export function manifests<V>(...models: readonly Model<V>[]): readonly Manifest<V>[] {
  compare(models);
  return models.flatMap((model) => {
    const { discovery, service, networkPolicy, budget, autoscaler, ingress, route }: Surroundings<V> = model.objects;
    const after = [autoscaler, ingress, route];
    if ('node' in model) return present([discovery, service, networkPolicy, budget, ...after]);
    const { tasks, schedules, policy } = model.batch;
    const before = [discovery, service, networkPolicy, policy, budget, ...Object.values(tasks)];
    return present([...before, model.objects.workload, ...after, ...Object.values(schedules)]);
  });
}

function present<V>(manifests: readonly (Manifest<V> | undefined)[]): readonly Manifest<V>[] {
  return manifests.filter((manifest) => manifest !== undefined);
}

function compare<V>(models: readonly Model<V>[]): void {
  const claims: Claim[] = [];
  for (const model of models) {
    const name = nameOf(model);
    const claim = claimOf(`BeamCluster ${quote(name)}`, model);
    const problems = collisions(claim, claims);
    if (problems.length > 0) throw new ClusterPropsError(name, problems);
    claims.push(claim);
  }
}

// Every name of a cluster follows from one.
function nameOf<V>({ objects }: Model<V>): string {
  return objects.discovery.metadata.name.slice(0, -headlessSuffix.length);
}
