import { waitForMesh } from '../mesh';
import { printFoundingExample } from '../print';
import { testScaling } from '../scaling-tests';
import { useApplication } from '../scenario';

const scenario = useApplication('scale', async (application) => {
  await application.apply(printFoundingExample());
  await waitForMesh(application, 3);
});

testScaling(scenario, 'deployment');
