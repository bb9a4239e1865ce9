import type { Application } from '../../../test/kubernetes/application';
import type { Trial, TrialOrder } from '../order';
import type { Collector } from './collector';
import { BenchDeployment } from './deployment';
import { setUpDns } from './name-server';
import { PublicationWatch } from './publication';

/** Applies a Deployment, waits for its mesh, tells when what happened, and takes it away. */
export async function runTrial(order: TrialOrder, application: Application, collector: Collector): Promise<Trial> {
  await setUpDns(order.dns);
  const deployment = new BenchDeployment(order, application, collector);
  const publication = await PublicationWatch.open(application.namespace, deployment.discovery);
  try {
    const appliedAt = Date.now();
    await deployment.apply();
    const meshedAt = await deployment.meshed();
    const lookUps = deployment.records.map(({ discoveryStartedAt = NaN }) => discoveryStartedAt);
    return {
      lastVmStart: Math.max(...deployment.records.map(({ vmStartedAt = NaN }) => vmStartedAt)) - appliedAt,
      firstLookUp: Math.min(...lookUps) - appliedAt,
      lastFirstLookUp: Math.max(...lookUps) - appliedAt,
      // A mesh needs an address, so that one is out by now.
      firstPublication: (publication.firstAt ?? NaN) - appliedAt,
      mesh: meshedAt - appliedAt,
    };
  } finally {
    publication.close();
    await deployment.remove();
  }
}
