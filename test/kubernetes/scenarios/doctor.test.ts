import type { Application } from '../application';
import { bornBroken } from '../doctor/born-broken';
import { secretWith } from '../cookie-secret';
import { faultsAround } from '../doctor/faults-around';
import { faultsOfWorkload } from '../doctor/faults-of-workload';
import { waitForFirst, waitForHealth } from '../doctor/run-doctor';
import { printSmallCluster } from '../doctor/small-cluster';
import type { Step } from '../doctor/steps';
import { firstCookie, possibleStrikes } from '../doctor/struck-pods';
import { printFigure } from '../figures';
import { kubectl } from '../kubectl';
import { useApplication } from '../scenario';

const faults = [...faultsAround, ...faultsOfWorkload];

describe('a cluster that runs', () => {
  const secret = secretWith(firstCookie);
  const scenario = useApplication('doctor-runs', async (application) => {
    await application.apply(secret);
    await application.apply(printSmallCluster());
    await application.waitForRollout();
  });

  scenario.test('has no finding while it is healthy', async ({ namespace }) => {
    const { unseen } = await waitForHealth(namespace);

    expect(unseen).toEqual([]);
  });

  for (const { code, done, make, undo } of faults) {
    scenario.test(`${code} comes first when ${done}`, async (application) => {
      await takeSteps(application, make);
      const found = await waitForFirst(application.namespace, code);
      await takeSteps(application, undo);
      await application.apply(`${printSmallCluster()}\n---\n${secret}`, { force: true });

      expect(found.where).not.toBe('');
    });
  }

  scenario.test('is healthy again when all is undone', async ({ namespace }) => {
    await waitForHealth(namespace);
  });
});

test('the faults are as many as are claimed', () => {
  const count = faults.length + bornBroken.length + possibleStrikes.length;
  printFigure('faults made, each named first by doctor', count);

  expect(count).toBeGreaterThanOrEqual(25);
});

async function takeSteps({ namespace }: Application, steps: readonly Step[]): Promise<void> {
  for (const { args, input } of steps) {
    await kubectl(args, { namespace, ...(input === undefined ? {} : { input: JSON.stringify(input) }) });
  }
}
