import { describeGap, waitForMesh } from '../cluster-view';
import { useBed } from '../scenario';

const scenario = useBed({ pods: 2 });
const times = 20;

// One line, because that is what `rpc` takes; each child is there again before it is killed the next time.
const killChildren = `
  wait = fn wait, id, old ->
    case List.keyfind(Supervisor.which_children(BeamCluster.Supervisor), id, 0) do
      {_, pid, _, _} when is_pid(pid) and pid != old -> pid
      _ -> Process.sleep(5) && wait.(wait, id, old)
    end
  end
  ids = for {id, _, _, _} <- Supervisor.which_children(BeamCluster.Supervisor), do: id
  for id <- ids do
    Enum.reduce(1..${times}, nil, fn _, old ->
      pid = wait.(wait, id, old)
      Process.exit(pid, :kill)
      pid
    end)
    IO.inspect(id)
  end
`;

scenario.test(`killing every child of the runtime ${times} times costs neither a link nor the node`, async (bed) => {
  await waitForMesh(bed);
  const [pod] = bed.workload.somePods(1);
  const outcome = await pod.exec([pod.command, 'rpc', killChildren]);
  expect(outcome.stderr).toBe('');
  expect(outcome.stdout.trim().split('\n').length).toBeGreaterThanOrEqual(4);
  expect(pod.restarts).toBe(0);
  expect(await describeGap(bed, pod)).toBeUndefined();
  for (const each of bed.workload.pods) expect(each.readLog()).not.toContain('Node disconnected');
});

scenario.test('its discovery still finds a newcomer', async (bed) => {
  await bed.workload.startPod();
  await waitForMesh(bed);
});
