import { describeGap, readCause, readClustering, readReason, waitForMesh } from '../cluster-view';
import { makeSecrets } from '../kubelet/secrets';
import { useBed } from '../scenario';
import { waitFor, waitThrough } from '../wait';

const scenario = useBed({ pods: 2 });
const oneMinuteMs = 60_000;

scenario.test('a pod with another cookie stays outside, and both sides say why', async (bed) => {
  await waitForMesh(bed);
  const insiders = bed.workload.somePods(2);
  const secrets = makeSecrets(bed.printed.workload.spec.template.spec);
  const outsider = await bed.workload.startPod({ secrets });
  for (const pod of insiders) {
    await waitFor(`${pod.name} to name the refusal`, async () => (await readCause(bed, pod, outsider)) === 'refused');
    await waitFor('the outsider to name it too', async () => (await readCause(bed, outsider, pod)) === 'refused');
    await waitFor('the cookie to be the reason', async () => (await readReason(bed, pod, outsider)) === 'cookie');
  }
});

scenario.test('it is logged once a minute and peer at most, and costs no link', async (bed) => {
  const [one, other, outsider] = bed.workload.somePods(3);
  await waitThrough(oneMinuteMs, async () => describeGap(bed, one, [one, other]));
  for (const pod of bed.workload.pods) {
    const refusals = pod
      .readLog()
      .split('\n')
      .filter((line) => /refuse|challenge|Connection attempt/i.test(line));
    const peers = pod === outsider ? 2 : 1;
    expect(refusals.length).toBeGreaterThanOrEqual(1);
    // The minute of the test is a little longer than one.
    expect(refusals.length).toBeLessThanOrEqual(2 * peers);
  }
});

scenario.test('no cookie is in any log or in /health', async (bed) => {
  for (const pod of bed.workload.pods) {
    const cookie = pod.variable('RELEASE_COOKIE');
    expect(cookie).not.toBe('');
    expect(pod.readLog()).not.toContain(cookie);
    expect(JSON.stringify(await readClustering(bed, pod))).not.toContain(cookie);
  }
});
