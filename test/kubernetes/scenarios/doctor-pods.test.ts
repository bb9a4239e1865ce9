import { secretWith } from '../cookie-secret';
import { waitForFirst, waitForHealth } from '../doctor/run-doctor';
import { printSmallCluster } from '../doctor/small-cluster';
import { firstCookie, possibleStrikes } from '../doctor/struck-pods';
import { waitForReady } from '../mesh';
import { useApplication } from '../scenario';

const replicas = 3;

describe('one pod of three', () => {
  const scenario = useApplication('doctor-pods', async (application) => {
    await application.apply(secretWith(firstCookie));
    const changes = { '/spec/updateStrategy': { type: 'OnDelete' } };
    await application.apply(printSmallCluster(changes, { workload: 'StatefulSet', replicas }));
    await waitForHealth(application.namespace);
  });

  for (const { code, done, strike, undo } of possibleStrikes) {
    scenario.test(`${code} comes first when ${done}`, async (application) => {
      const [pod] = await application.pods();
      if (pod === undefined) throw new Error('There is no pod.');
      await strike(application, pod);
      try {
        const found = await waitForFirst(application.namespace, code);

        expect(found.where).not.toBe('');
      } finally {
        await undo(application, pod);
      }
      await waitForReady(application, replicas);
    });
  }

  scenario.test('are healthy again when all is undone', async ({ namespace }) => {
    await waitForHealth(namespace);
  });
});
