import { Application } from '../application';
import { bornBroken, type BornBroken } from '../doctor/born-broken';
import { secretWith } from '../cookie-secret';
import { waitForFirst } from '../doctor/run-doctor';
import { printSmallCluster } from '../doctor/small-cluster';
import { pause } from '../../nodes/wait';
import type { Finding } from '../../../lib/cli/doctor/finding';

const testTimeoutMs = 240_000;
/** A few at a time, since the machine has to boot the VMs of each. */
const atATime = 3;

const firstFindings: Promise<Finding>[] = [];

beforeAll(() => {
  const lanes = Array.from({ length: atATime }, () => Promise.resolve());
  for (const [index, fault] of bornBroken.entries()) {
    const lane = index % atATime;
    const found = (lanes[lane] ?? Promise.resolve()).then(() => findFirst(`doctor-born-${index + 1}`, fault));
    firstFindings.push(found);
    // Its test tells why it failed; the next one is made anyway.
    lanes[lane] = found.then(ignore, ignore);
  }
});

test.each([...bornBroken.entries()].map(([index, { code, done }]) => ({ index, code, done })))(
  '$code comes first in a cluster that was applied with $done',
  async ({ index, code }) => {
    expect(await firstFindings[index]).toMatchObject({ code });
  },
  testTimeoutMs,
);

async function findFirst(namespace: string, { code, changes, props, cookie }: BornBroken): Promise<Finding> {
  const application = await Application.prepare(namespace);
  try {
    if (cookie !== undefined) await application.apply(secretWith(cookie));
    await application.apply(printSmallCluster(changes, props));
    // Nobody has started sooner.
    await pause(4000);
    return await waitForFirst(namespace, code, 150_000);
  } finally {
    await application.remove();
  }
}

function ignore(): void {
  // Nothing to do.
}
