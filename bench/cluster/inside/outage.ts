import { pause } from '../../../test/nodes/wait';
import type { Application } from '../../../test/kubernetes/application';
import { giveOrder } from '../../../test/kubernetes/switchboard';
import { contenders } from '../../bed/contenders';
import { brokenTime, countLostLinks } from '../mesh-periods';
import type { Outage, OutageOrder } from '../order';
import type { Collector } from './collector';
import { BenchDeployment } from './deployment';
import { countServers, setUpDns, waitForDns } from './name-server';

// The last mesh has only just formed.
const settleMs = 2000;
const downMs = 30_000;
// Whoever reads an answer of that time late, or a partial list after it, has done so by then.
const afterMs = 15_000;

/** Stops CoreDNS for a while below meshes that are full, and tells what became of them. */
export async function runOutage(
  { dns, deployments }: OutageOrder,
  application: Application,
  collector: Collector,
): Promise<readonly Outage[]> {
  await setUpDns(dns);
  const settings = { publishNotReady: true, bootDelayMs: 0 };
  const meshes = contenders.flatMap((contender) =>
    Array.from({ length: deployments }, () => ({
      contender,
      deployment: new BenchDeployment({ ...settings, contender }, application, collector),
    })),
  );
  try {
    for (const { deployment } of meshes) {
      await deployment.apply();
      await deployment.meshed();
    }
    await pause(settleMs);
    const begin = Date.now();
    await giveOrder({ do: 'stopDns' });
    await pause(downMs);
    if (countServers() > 0) throw new Error('CoreDNS runs although it was stopped.');
    await giveOrder({ do: 'startDns' });
    await waitForDns();
    await pause(afterMs);
    const end = Date.now();
    return meshes.map(({ contender, deployment: { records } }) => ({
      contender,
      lostLinks: countLostLinks(records, begin, end),
      brokenMs: brokenTime(records, begin, end),
    }));
  } finally {
    for (const { deployment } of meshes) await deployment.remove();
  }
}
