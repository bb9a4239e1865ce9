import { parseAllDocuments } from 'yaml';
import type { BeamClusterProps } from '../../../lib/cdk8s';
import { applyChanges, type Changes } from '../../unit/cli/doctor/pointer';
import { printVariant } from '../print';

/** Enough for the application of the tests; many clusters of it fit side by side. */
const resources = { requests: { cpu: '10m', memory: '160Mi' }, limits: { memory: '160Mi' } };

/** What the construct prints for two pods with little memory, changed; `$container` and `$pod` are those of the workload. */
export function printSmallCluster(changes: Changes = {}, props: Partial<BeamClusterProps> = {}): string {
  const printed = printVariant({ replicas: 2, resources, spread: false, rollout: { minReadySeconds: 0 }, ...props });
  const objects = parseAllDocuments(printed).map((document) => document.toJS() as { readonly kind: string });
  const workload = objects.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  const spelled = Object.entries(changes).map(([pointer, value]) => [
    pointer.replace('$container', '$pod/spec/containers/0').replace('$pod', '/spec/template'),
    value,
  ]);
  applyChanges(workload, Object.fromEntries(spelled) as Changes);
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}
