import { waitFor } from '../nodes/wait';
import type { Application } from './application';
import { printFigure } from './figures';
import { nodeNameOf, waitForMesh } from './mesh';
import { isReady, restartsOf, type PodObject } from './objects';
import type { ClusterScenario } from './scenario';
import { execInTerminal } from './terminal';

const release = 'bin/rsolv_api';

/** Adds the tests of the commands of the release, by `kubectl exec`; the last one ends a node, which comes back. */
export function testReleaseCommands({ test }: ClusterScenario): void {
  test('remote opens a shell in the node of the pod', async (application) => {
    const pod = await firstPod(application);
    const { stdout, code } = await execInTerminal(application, pod, `${release} remote`, [
      { after: /iex.*> $/, type: '{node(), 40 + 2}\n' },
      { after: /42.*iex.*> $/s, type: '\x03' },
      { after: /BREAK/, type: 'a\n' },
    ]);
    expect(stdout).toContain(`{:"${nodeNameOf(pod)}", 42}`);
    expect(code).toBe(0);
  });

  test('rpc runs in the node of the pod', async (application) => {
    const pod = await firstPod(application);
    const printed = await application.exec(pod, [release, 'rpc', 'IO.inspect({node(), length(Node.list())})']);
    expect(printed.trim()).toBe(`{:"${nodeNameOf(pod)}", ${(await application.pods()).length - 1}}`);
  });

  test('pid tells the process of the node', async (application) => {
    expect((await application.exec(await firstPod(application), [release, 'pid'])).trim()).toBe('1');
  });

  test('no command leaves a trace among the members of the cluster', async (application) => {
    for (const pod of await application.pods()) expect(await application.logOf(pod)).not.toMatch(/: (rem|rpc)-/);
  });

  test('stop ends the node, which comes back and joins again', async (application) => {
    const before = await application.pods();
    const [stopped, ...others] = before;
    if (stopped === undefined) throw new Error('There is no pod to stop.');
    const asked = Date.now();
    await application.exec(stopped, [release, 'stop']);
    const again = await waitFor('the container to be Ready again', async () => {
      const pod = (await application.pods()).find(({ metadata }) => metadata.uid === stopped.metadata.uid);
      return pod !== undefined && restartsOf(pod) === restartsOf(stopped) + 1 && isReady(pod) && pod;
    });
    await waitForMesh(application, before.length);
    printFigure(`${application.namespace}: from stop to Ready again`, Date.now() - asked, 'ms');
    for (const other of others) {
      const joined = `Node connected to cluster: ${nodeNameOf(again)}`;
      // A join is logged a moment after it.
      const said = await waitFor(`${other.metadata.name} to log that it is back`, async () => {
        const lines = (await application.logOf(other)).match(new RegExp(`Node .* ${nodeNameOf(again)}\\b.*`, 'g'));
        return lines?.at(-1) === joined && lines;
      });
      expect(said.slice(-2)).toEqual([`Node disconnected from cluster: ${nodeNameOf(again)} (left)`, joined]);
    }
  });
}

async function firstPod(application: Application): Promise<PodObject> {
  const [pod] = await application.pods();
  if (pod === undefined) throw new Error('There is no pod.');
  return pod;
}
