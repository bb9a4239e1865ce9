import { nodeName, waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed();

// The VM has four places for look-ups by the system's resolver, and queues what is more.
const askWithoutEnd =
  'for i <- 1..16, do: spawn(fn -> Stream.repeatedly(fn -> :inet.getaddr(~c"db#{i}.example-#{i}.org", :inet) end) |> Stream.run() end)';

scenario.test('a lost link is back while the look-ups of the application hang', async (bed) => {
  await waitForMesh(bed);
  await bed.dns.behave('silent');
  const [pod, other] = bed.workload.somePods(2);
  for (const each of [pod, other]) expect((await each.exec([each.command, 'rpc', askWithoutEnd])).stderr).toBe('');
  await pod.exec([pod.command, 'rpc', `Node.disconnect(:"${nodeName(other)}")`]);
  await waitFor('the loss to be noted', () =>
    pod.readLog().includes(`Node disconnected from cluster: ${nodeName(other)}`),
  );
  await waitForMesh(bed);
});
