import { waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';

const scenario = useBed({ pods: 0 });

scenario.test('pods whose service is an alias of another name form a mesh', async (bed) => {
  const alias = 'pods.elsewhere.example';
  await bed.dns.rewriteZone((zone) =>
    zone
      .map((record) => (record.name === bed.headlessName ? { ...record, name: alias } : record))
      .concat({
        name: bed.headlessName,
        type: 'CNAME',
        value: alias,
      }),
  );
  await bed.workload.start();
  await waitForMesh(bed);
});
