import type { Application } from '../application';
import type { PodObject } from '../objects';

/** What a node has heard of another one. */
export interface Heard {
  readonly listener: string;
  readonly speaker: string;
  readonly messages: number;
  /** How many are missing between the first and the last that it heard. */
  readonly missing: number;
}

// Joins a group of `:pg`, as Phoenix.PubSub does; sends a number to all of the group ten times a second, and notes what comes.
const start = `
spawn(fn ->
  Process.register(self(), :herald)
  :pg.start(:heralds)
  :pg.join(:heralds, :all, self())
  :timer.send_interval(100, :speak)

  note = fn
    nil, number -> {number, number, 1}
    {first, last, count}, number -> {min(first, number), max(last, number), count + 1}
  end

  loop = fn loop, number, heard ->
    receive do
      :speak ->
        for pid <- :pg.get_members(:heralds, :all), pid != self(), do: send(pid, {:heard, node(), number})
        loop.(loop, number + 1, heard)

      {:heard, node, number_of_node} ->
        loop.(loop, number, Map.put(heard, node, note.(heard[node], number_of_node)))

      {:tell, pid} ->
        send(pid, {:told, node(), heard})
        loop.(loop, number, heard)
    end
  end

  loop.(loop, 0, %{})
end)
`;

// Asks the heralds of all nodes, so that one command shows both directions.
const read = `
for node <- [node() | Node.list()] do
  send({:herald, node}, {:tell, self()})

  receive do
    {:told, ^node, heard} ->
      for {speaker, {first, last, count}} <- heard,
        do: IO.puts("heard #{node} #{speaker} #{count} #{last - first + 1 - count}")
  after
    1_000 -> :silent
  end
end
`;

export async function startHerald(application: Application, pod: PodObject): Promise<void> {
  await application.exec(pod, ['bin/rsolv_api', 'rpc', start]);
}

/** What a pod and those that it is connected to have heard of each other so far. */
export async function readHeralds(application: Application, pod: PodObject): Promise<readonly Heard[]> {
  const printed = await application.exec(pod, ['bin/rsolv_api', 'rpc', read]);
  return [...printed.matchAll(/^heard (\S+) (\S+) (\d+) (-?\d+)$/gm)].map(
    ([, listener = '', speaker = '', messages, missing]) => ({
      listener,
      speaker,
      messages: Number(messages),
      missing: Number(missing),
    }),
  );
}
