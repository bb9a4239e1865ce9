import { Application } from '../application';
import { bornBroken } from '../doctor/born-broken';
import { secretWith } from '../doctor/cookie-secret';
import { waitForFirst } from '../doctor/run-doctor';
import { printSmallCluster } from '../doctor/small-cluster';

const testTimeoutMs = 240_000;

describe('a cluster that was applied with a fault', () => {
  // A few at a time, since the machine has to boot each of their VMs.
  const atATime = 2;
  const found = new Map<number, Promise<unknown>>();
  const applications: Application[] = [];

  beforeAll(() => {
    let free = Promise.resolve();
    const lanes = Array.from({ length: atATime }, () => free);
    for (const [index, fault] of bornBroken.entries()) {
      const lane = index % atATime;
      const seen = (lanes[lane] ?? free).then(async () => {
        const application = await Application.prepare(`doctor-born-${index + 1}`);
        applications.push(application);
        if (fault.cookie !== undefined) await application.apply(secretWith(fault.cookie));
        await application.apply(printSmallCluster(fault.changes, fault.props));
        const first = await waitForFirst(application.namespace, fault.code, 150_000);
        await application.remove();
        return first;
      });
      found.set(index, seen);
      lanes[lane] = seen.then(
        () => undefined,
        () => undefined,
      );
    }
    free = Promise.all(lanes).then(() => undefined);
  });

  afterAll(async () => {
    await Promise.all(applications.map((application) => application.remove()));
  }, testTimeoutMs);

  test.each([...bornBroken.entries()].map(([index, { code, done }]) => ({ index, code, done })))(
    '$code comes first: $done',
    async ({ index, code }) => {
      expect(await found.get(index)).toMatchObject({ code });
    },
    testTimeoutMs,
  );
});
