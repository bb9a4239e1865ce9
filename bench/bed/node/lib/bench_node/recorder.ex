defmodule BenchNode.Recorder do
  @moduledoc """
  Notes when this node's connections come and go, by the machine's clock, which all nodes of the bench
  share. It says a word only when there are as many as expected, or no longer.
  """

  use GenServer

  def start_link(_), do: GenServer.start_link(__MODULE__, nil, name: __MODULE__)

  @doc "From now on `count` connections are expected."
  def expect(count), do: GenServer.cast(__MODULE__, {:expect, count})

  @doc "How many connections were lost so far."
  def lost, do: GenServer.call(__MODULE__, :lost)

  @impl true
  def init(nil) do
    # The time of a change is when it happened, not when this process had its turn.
    Process.flag(:priority, :high)
    :ok = :net_kernel.monitor_nodes(true)
    # The distribution is older than this process.
    peers = MapSet.new(Node.list())
    {:ok, %{peers: peers, changed_at: now(), expected: nil, complete?: false, lost: 0}}
  end

  @impl true
  def handle_cast({:expect, count}, state),
    do: {:noreply, tell(%{state | expected: count, complete?: false})}

  @impl true
  def handle_call(:lost, _from, state), do: {:reply, state.lost, state}

  @impl true
  def handle_info({:nodeup, node}, state),
    do: {:noreply, changed(state, MapSet.put(state.peers, node))}

  def handle_info({:nodedown, node}, state),
    do: {:noreply, changed(%{state | lost: state.lost + 1}, MapSet.delete(state.peers, node))}

  defp changed(state, peers), do: tell(%{state | peers: peers, changed_at: now()})

  defp tell(state) do
    complete? = MapSet.size(state.peers) == state.expected
    word = if complete?, do: "complete", else: "incomplete"
    if complete? != state.complete?, do: IO.puts("#{word} #{state.changed_at}")
    %{state | complete?: complete?}
  end

  defp now, do: System.os_time(:microsecond)
end
