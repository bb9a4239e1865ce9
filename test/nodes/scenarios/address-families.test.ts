import { nodeName, waitForMesh } from '../cluster-view';
import { printCluster } from '../print-cluster';
import { useBed } from '../scenario';

describe('where pods have only IPv6', () => {
  const printed = printCluster({ ipFamily: 'IPv6' });
  const scenario = useBed({ printed, families: ['ipv6'] });

  scenario.test('they form a mesh under these addresses', async (bed) => {
    await waitForMesh(bed);
    for (const pod of bed.workload.pods) {
      expect(pod.address).toContain(':');
      expect(nodeName(pod).split('@')[1]).toBe(pod.address);
    }
  });

  scenario.test('rpc reaches the node of the pod, since its VM gets the family too', async (bed) => {
    const [pod] = bed.workload.somePods(1);
    const outcome = await pod.exec([pod.command, 'rpc', 'IO.write(node())']);
    expect(outcome).toEqual({ code: 0, stdout: nodeName(pod), stderr: '' });
  });
});

describe('where pods have IPv4 and IPv6', () => {
  const scenario = useBed({ families: ['ipv4', 'ipv6'] });

  scenario.test('they form a mesh under the first, and none has two names', async (bed) => {
    await waitForMesh(bed);
    for (const pod of bed.workload.pods) {
      expect(pod.facts.addresses).toHaveLength(2);
      expect(pod.readLog()).not.toContain(pod.facts.addresses[1]);
    }
  });
});
