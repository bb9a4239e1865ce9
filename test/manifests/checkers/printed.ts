import { Testing, type App, type Chart } from 'cdk8s';
import * as pulumi from '@pulumi/pulumi';
import { parseAllDocuments } from 'yaml';
import { manifests, modelCluster } from 'beam-cluster/model';
import { attach } from '../../../examples/cdk8s/attach';
import { autoscaling } from '../../../examples/cdk8s/autoscaling';
import { escapeHatches } from '../../../examples/cdk8s/escape-hatches';
import { everything } from '../../../examples/cdk8s/everything';
import { ingress } from '../../../examples/cdk8s/ingress';
import { sidecars } from '../../../examples/cdk8s/sidecars';
import { tasks } from '../../../examples/cdk8s/tasks';
import { worker } from '../../../examples/cdk8s/worker';
import { render } from '../../../examples/plain/manifests';
import { orders } from '../../../examples/pulumi/attach';
import { canary } from '../../../examples/pulumi/route';
import { shop } from '../../../examples/pulumi/secrets';
import { shopBehindProxy } from '../../../examples/pulumi/sidecars';
import { migratedShop } from '../../../examples/pulumi/tasks';
import { clusterRows } from '../parity/cluster-rows';
import { registeredManifests } from '../../unit/pulumi/registered';

/** Manifests that belong together, by what they are printed from. */
export type Printed = Readonly<Record<string, readonly unknown[]>>;

/** Every row of the parity table. */
export function printRows(): Printed {
  const rows = Object.entries(clusterRows).map(([name, row]) => {
    const model = modelCluster('api', { image: 'acme/api:1', cookie: { secretName: 'beam' }, ...row });
    return [name, manifests(model)] as const;
  });
  return Object.fromEntries(rows);
}

/** Every example, by its file. */
export async function printExamples(): Promise<Printed> {
  const config = {
    'project:version': '2.0.0',
    'project:databaseUrl': 'ecto://db',
    'project:secretKeyBase': 'c2VjcmV0',
  };
  pulumi.runtime.setAllConfig(config, ['project:databaseUrl', 'project:secretKeyBase']);
  return {
    'cdk8s/attach': synthesize(attach),
    'cdk8s/autoscaling': synthesize(autoscaling),
    'cdk8s/escape-hatches': synthesize(escapeHatches),
    'cdk8s/everything': synthesize(everything),
    'cdk8s/ingress': synthesize(ingress),
    'cdk8s/sidecars': synthesize(sidecars),
    'cdk8s/tasks': synthesize(tasks),
    'cdk8s/worker': synthesize(worker),
    'plain/manifests': parseAllDocuments(render()).map((document) => document.toJS() as unknown),
    'pulumi/attach': await registeredManifests(orders),
    // A program: it makes its resources when it is loaded.
    'pulumi/index': await registeredManifests(() => jest.requireActual<object>('../../../examples/pulumi/index')),
    'pulumi/route': await registeredManifests(canary),
    'pulumi/secrets': await registeredManifests(() => shop(new pulumi.Config('project'))),
    'pulumi/tasks': await registeredManifests(() => migratedShop('2.4.1')),
    'pulumi/sidecars': await registeredManifests(() => shopBehindProxy('shop:europe-west1:shop')),
  };
}

function synthesize(example: (app: App) => Chart): readonly unknown[] {
  return Testing.synth(example(Testing.app())) as unknown[];
}
