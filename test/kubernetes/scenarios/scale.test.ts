import { waitForMesh } from '../mesh';
import { applicationName, printFoundingExample, printVariant } from '../print';
import { testScaling } from '../scaling-tests';
import { useApplication } from '../scenario';

describe('a Deployment', () => {
  const scenario = useApplication('scale', async (application) => {
    await application.apply(printFoundingExample());
    await waitForMesh(application, 3);
  });

  testScaling(scenario, 'deployment');
});

describe('a StatefulSet', () => {
  const scenario = useApplication('scale-stateful', async (application) => {
    await application.apply(printVariant({ workload: 'StatefulSet' }));
    await waitForMesh(application, 3);
  });

  testScaling(scenario, 'statefulset');

  scenario.test('the two that stay are the first two', async (application) => {
    const names = (await application.pods()).map(({ metadata }) => metadata.name);
    expect(names.sort()).toEqual([`${applicationName}-0`, `${applicationName}-1`]);
  });
});
