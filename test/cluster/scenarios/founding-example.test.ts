import { readClustering, nodeNameOf, waitForMesh } from '../mesh';
import { printFoundingExample } from '../print';
import { useApplication } from '../scenario';

let warnings = '';
const scenario = useApplication('founding', async (application) => {
  warnings = await application.apply(printFoundingExample());
  await waitForMesh(application, 3);
});

scenario.test('the API server applies it without a warning', () => {
  expect(warnings).toBe('');
});

scenario.test('each pod sees the other two, under the address of its pod', async (application) => {
  for (const pod of await application.pods()) {
    const clustering = await readClustering(application, pod);
    expect(clustering).toMatchObject({ enabled: true, current_node: nodeNameOf(pod), node_count: 3 });
  }
});
