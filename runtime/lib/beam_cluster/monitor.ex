defmodule BeamCluster.Monitor do
  @moduledoc """
  Notes who joins and who leaves: one log line, one telemetry event and one message to each subscriber per
  change. A node that said that it leaves has `:left`, any other that is gone is `:lost`.

  Whoever joins is told by its peers who leaves or has just left, and soon after its join who begins to leave: a VM is
  still there for a moment when its applications, this one among them, are down, and takes connections from those that it
  can tell nothing any more. Peers that connected before this process was there to hear it are asked.
  """

  use GenServer
  alias BeamCluster.{Burst, Discovery, Facts}
  alias BeamCluster.Monitor.Change

  # For so long others tell who has left, and who is gone so soon after being met may have been met in its last moment.
  @just_now_ms 1_000

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @doc "Tells the other nodes that this one leaves within `duration` milliseconds."
  def announce_leave(duration) do
    for node <- Node.list(), do: tell(node, {:leaving, node(), duration})
    :ok
  end

  # Neither a busy link nor one that has just gone, which a plain send would dial, may hold up a drain.
  defp tell(node, cast) do
    {monitor, message} = {{__MODULE__, node}, {:"$gen_cast", cast}}

    if Process.send(monitor, message, [:noconnect, :nosuspend]) == :nosuspend,
      do: spawn(fn -> Process.send(monitor, message, [:noconnect]) end)
  end

  @impl true
  def init(config) do
    :ok = :net_kernel.monitor_nodes(true, [:nodedown_reason, node_type: :visible])
    Change.finish()
    known = Facts.get(:members, [])
    send(self(), :members)
    connected = Node.list()
    Enum.each(connected, &tell(&1, {:leaving?, node()}))
    Enum.each(connected -- known, &send(self(), {:nodeup, &1, %{}}))
    Enum.each(known -- connected, &send(self(), {:nodedown, &1, %{}}))

    {:ok,
     %{
       config: config,
       members: MapSet.new(known),
       burst: Burst.new(),
       met: [],
       gone: []
     }}
  end

  @impl true
  def handle_info({:nodeup, node, _info}, state) do
    state = %{state | gone: List.keydelete(state.gone, node, 0)}
    tell_who_leaves(state, node)
    met = [{node, now()} | newest(state.met, max(state.config.connect_timeout, @just_now_ms))]
    {:noreply, %{state | met: met, burst: Burst.add(state.burst, {:up, node}, now())}}
  end

  # Who leaves in a burst of joins waits behind its join, and who may have been met in its last moment for the word of the
  # others that it leaves: a newcomer may meet it before those who know.
  def handle_info({:nodedown, node, info}, state) do
    change = {:down, node, Map.new(info)[:nodedown_reason]}

    if Burst.empty?(state.burst) and not unexplained?(change, state),
      do: {:noreply, note_change(change, state)},
      else: {:noreply, %{state | burst: Burst.add(state.burst, change, now())}}
  end

  def handle_info(:burst, state) do
    forget_old(state)
    {changes, burst} = Burst.take(state.burst, now())
    {waiting, due} = split(changes, state)
    burst = Enum.reduce(waiting, burst, &Burst.add(&2, &1, now()))
    {:noreply, Enum.reduce(due, %{state | burst: burst}, &note_change/2)}
  end

  # Comes behind the changes that are already waiting, so that a burst of joins is summed up once.
  def handle_info(:members, state) do
    Change.sum_up(nodes(state))
    {:noreply, state}
  end

  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def handle_cast({:leaving, node, duration}, state) when is_atom(node) and is_integer(duration) do
    forget_old(state)
    first? = Facts.get({:leaving, node}) == nil
    if first? and node in Node.list(), do: pass_on(state, node, duration)
    Facts.put({:leaving, node}, now() + duration)
    Discovery.leaving(node, duration)
    {:noreply, state}
  end

  def handle_cast({:leaving?, asker}, state) when is_atom(asker) do
    tell_who_leaves(state, asker)
    {:noreply, state}
  end

  # A newer version on another node may say more than this one understands.
  def handle_cast(_message, state), do: {:noreply, state}

  @impl true
  def handle_call(_unknown, _from, state), do: {:noreply, state}

  # Who is back has nothing to wait for.
  defp split(changes, state) do
    newest_first = Enum.reverse(changes)

    waiting =
      for change <- Enum.uniq_by(newest_first, &elem(&1, 1)),
          unexplained?(change, state),
          do: change

    {waiting, Enum.reverse(newest_first -- waiting)}
  end

  defp unexplained?({:up, _node}, _state), do: false

  defp unexplained?({:down, node, _detail}, state),
    do:
      Facts.get({:leaving, node}) == nil and
        List.keymember?(newest(state.met, @just_now_ms), node, 0)

  defp note_change({:up, node}, state) do
    if MapSet.member?(state.members, node), do: state, else: join(state, node)
  end

  defp note_change({:down, node, detail}, state) do
    if MapSet.member?(state.members, node), do: leave(state, node, detail), else: state
  end

  defp join(state, node) do
    state = %{state | members: MapSet.put(state.members, node)}
    Change.joined(node, nodes(state))
    send(self(), :members)
    state
  end

  defp leave(state, node, detail) do
    reason = if Facts.get({:leaving, node}), do: :left, else: :lost
    Facts.delete({:leaving, node})
    state = %{state | members: MapSet.delete(state.members, node)}
    Change.left(node, reason, detail, nodes(state))
    send(self(), :members)
    if reason == :left, do: gone(state, node), else: state
  end

  defp tell_who_leaves(state, newcomer) do
    for {node, duration} <- leaving(state), do: tell(newcomer, {:leaving, node, duration})
  end

  defp gone(state, node),
    do: %{state | gone: [{node, now()} | newest(state.gone, @just_now_ms)]}

  # Who leaves tells those that it knows, and may be a dial behind this node in knowing who has come.
  defp pass_on(state, leaver, duration) do
    for {node, _at} <- newest(state.met, state.config.connect_timeout),
        node != leaver,
        do: tell(node, {:leaving, leaver, duration})
  end

  # Of nodes with a time, the last first, those of the last milliseconds.
  defp newest(nodes, ms) do
    since = now() - ms
    Enum.take_while(nodes, fn {_node, at} -> at >= since end)
  end

  # Also of those whose join is not noted yet.
  defp leaving(state) do
    own = if Facts.get(:draining), do: [{node(), state.config.drain_timeout}], else: []
    gone = for {node, _at} <- newest(state.gone, @just_now_ms), do: {node, @just_now_ms}

    others =
      for node <- Facts.keys(:leaving),
          until = Facts.get({:leaving, node}),
          until > now(),
          do: {node, until - now()}

    own ++ others ++ gone
  end

  # What was told of a node that never came, or of one that had been gone when it was told.
  defp forget_old(state) do
    for node <- Facts.keys(:leaving) -- nodes(state), Facts.get({:leaving, node}) <= now() do
      Facts.delete({:leaving, node})
    end
  end

  defp nodes(state), do: MapSet.to_list(state.members)
  defp now, do: System.monotonic_time(:millisecond)
end
