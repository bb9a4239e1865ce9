import { nodeName, waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed({ pods: 2 });

scenario.test('rpc runs in the node of the pod', async (bed) => {
  await waitForMesh(bed);
  const [pod, other] = bed.workload.somePods(2);
  const outcome = await pod.exec([pod.command, 'rpc', 'IO.puts(inspect({node(), Node.list()}))']);
  expect(outcome.stderr).toBe('');
  expect(outcome.stdout.trim()).toBe(`{:"${nodeName(pod)}", [:"${nodeName(other)}"]}`);
});

scenario.test('remote opens a shell in the node of the pod', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const outcome = await pod.exec([pod.command, 'remote'], {
    tty: true,
    dialogue: [
      { after: /iex.*> $/, type: 'node()\n' },
      { after: /@.*iex.*> $/s, type: '\x03' },
      { after: /BREAK/, type: 'a\n' },
    ],
  });
  expect(outcome.stdout).toContain(`:"${nodeName(pod)}"`);
  expect(outcome.code).toBe(0);
});

scenario.test('pid tells the process of the node', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  expect((await pod.exec([pod.command, 'pid'])).stdout.trim()).toBe('1');
});

scenario.test('eval runs beside the node, as a migration does', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const outcome = await pod.exec([pod.command, 'eval', 'IO.puts(node())']);
  expect(outcome).toEqual({ code: 0, stdout: 'nonode@nohost\n', stderr: '' });
});

scenario.test('no command leaves a trace among the members of the cluster', (bed) => {
  for (const pod of bed.workload.pods) expect(pod.readLog()).not.toMatch(/: (rem|rpc)-/);
});

scenario.test('a crash leaves its dump in the crash volume, where the next container finds it', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const dump = pod.variable('ERL_CRASH_DUMP');
  await pod.exec([pod.command, 'rpc', 'spawn(fn -> :erlang.halt(~c"the bed says stop") end)']);
  await waitFor('the container to be started again', () => pod.restarts === 1);
  const read = await waitFor('the dump to be there', async () => {
    const outcome = await pod.exec(['head', '--lines=3', dump]);
    return outcome.code === 0 && outcome.stdout;
  });
  expect(read).toContain('Slogan: the bed says stop');
  await waitForMesh(bed);
});

scenario.test('stop ends the node', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const before = pod.restarts;
  expect((await pod.exec([pod.command, 'stop'])).code).toBe(0);
  await waitFor('the kubelet to start the container again', () => pod.restarts === before + 1);
  await waitForMesh(bed);
});
