import { waitForMesh } from '../cluster-view';
import { readListeningPorts } from '../machine/listening-ports';
import { printCluster } from '../print-cluster';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

describe.each([
  { name: 'DNS has only ready pods', props: { headless: { publishNotReadyAddresses: false } } },
  { name: 'pods reach only DNS and their peers', props: { networkPolicy: { egress: 'cluster' } } },
  { name: 'all ports are others', props: { ports: { epmd: 4370, distribution: 9200 }, http: { port: 8080 } } },
  { name: 'the workload is a StatefulSet', props: { workload: 'StatefulSet' } },
  { name: 'the cluster has a domain of its own', props: { clusterDomain: 'acme.internal', namespace: 'prod' } },
] as const)('where $name', ({ props }) => {
  const printed = printCluster(props);
  const scenario = useBed({ printed });

  scenario.test('the pods form a mesh, become ready, and listen where the manifest says', async (bed) => {
    await waitForMesh(bed);
    await waitFor('all pods to be ready', () => bed.workload.pods.every(({ ready }) => ready));
    const declared = printed.workload.spec.template.spec.containers[0].ports.map((port) => port.containerPort);
    for (const pod of bed.workload.pods) {
      expect(readListeningPorts(pod.containerPid)).toEqual([...declared].sort((one, other) => one - other));
    }
  });
});
