import { printFigure } from '../figures';
import { rollUnderLoad, type RollReport } from '../load/roll';
import { foundingImage, newerImage } from '../machine/images';
import { waitForMesh } from '../mesh';
import { printFoundingExample } from '../print';
import { describeOnOwnNodes, useApplication } from '../scenario';

const replicas = 3;
const changedEnvironment = printFoundingExample().replaceAll('api.rsolv.dev', 'www.rsolv.dev');

// The address of a Service is only reachable from a machine of the cluster.
describeOnOwnNodes('with 200 requests a second through the client Service', () => {
  const scenario = useApplication('rolling', async (application) => {
    await application.apply(printFoundingExample());
    await waitForMesh(application, replicas);
    await application.waitForRollout();
  });

  scenario.test('a changed environment is rolled out, and no client notices', async (application) => {
    const report = await rollUnderLoad(application, changedEnvironment);
    printReport('changed environment', report);
    expectNobodyNoticed(report);
  });

  scenario.test('an image on OTP 27 replaces one on OTP 25, and no client notices', async (application) => {
    const report = await rollUnderLoad(application, changedEnvironment.replaceAll(foundingImage, newerImage));
    printReport('changed image', report);
    expectNobodyNoticed(report);
    for (const pod of report.newPods) {
      expect(await application.exec(pod, ['bin/rsolv_api', 'rpc', 'IO.puts(System.otp_release())'])).toContain('27');
    }
  });
});

function expectNobodyNoticed({ load, mesh, heard, deaf }: RollReport): void {
  expect({ failures: load.failures, first: load.firstFailures }).toEqual({ failures: {}, first: [] });
  expect(mesh.smallest >= replicas - 1 ? [] : mesh.gaps).toEqual([]);
  expect(deaf).toEqual([]);
  // Old pods heard each new one, and each new one heard old ones.
  expect(heard.length).toBeGreaterThanOrEqual(2 * replicas);
  expect(heard.filter(({ missing }) => missing !== 0)).toEqual([]);
}

function printReport(roll: string, { load, mesh, heard }: RollReport): void {
  const failed = Object.values(load.failures).reduce((sum, count) => sum + count, 0);
  const messages = heard.reduce((sum, one) => sum + one.messages, 0);
  printFigure(`${roll}: requests`, load.requests, `in ${load.seconds.toFixed(0)} s`);
  printFigure(`${roll}: failed requests`, failed);
  printFigure(`${roll}: half, 99 %, all answered within`, [load.medianMs, load.p99Ms, load.slowestMs].join(', '), 'ms');
  printFigure(`${roll}: smallest mesh`, mesh.smallest, `of ${replicas}, in ${mesh.samples} samples`);
  printFigure(`${roll}: messages between old and new`, messages, `in ${heard.length} directions of pairs`);
}
