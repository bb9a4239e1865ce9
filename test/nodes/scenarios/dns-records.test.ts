import { waitForMesh } from '../cluster-view';
import { addressRecord } from '../dns/zone';
import { deadAddresses } from '../machine/network';
import type { Bed } from '../bed';
import { useBed } from '../scenario';

describe.each([
  { dead: 3, tcp: 'open' },
  { dead: 57, tcp: 'open' },
  { dead: 57, tcp: 'shut' },
  { dead: 197, tcp: 'open' },
  { dead: 197, tcp: 'shut' },
])('$dead dead addresses before those of the pods, with TCP $tcp', ({ dead, tcp }) => {
  const scenario = useBed({ pods: 0 });

  scenario.test('the pods form a mesh', async (bed) => {
    if (tcp === 'shut') await bed.network.shutPort('tcp dport 53');
    await publishDead(bed, dead);
    await bed.workload.start();
    await waitForMesh(bed);
  });
});

async function publishDead(bed: Bed, count: number): Promise<void> {
  const dead = deadAddresses(count).map((address) => addressRecord(bed.headlessName, address));
  await bed.dns.rewriteZone((zone) => [...dead, ...zone]);
}
