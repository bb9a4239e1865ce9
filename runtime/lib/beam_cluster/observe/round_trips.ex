defmodule BeamCluster.Observe.RoundTrips do
  @moduledoc false
  # Measures the time to each peer and back, every 30 s: frequent enough for a graph, and with 50 nodes still less than four messages a
  # second.

  use GenServer

  alias BeamCluster.{Facts, Membership, Wire}
  alias BeamCluster.Observe.Events

  @every_ms 30_000
  # Requests that come more often are not served more often.
  @least_ms 100
  # No clock says more; what is sent back must not be larger than what a node of this version sends.
  @most_sent 0x8000000000000000

  def start_link(config),
    do: GenServer.start_link(__MODULE__, config, name: Wire.name(:round_trips))

  @doc "Measures now."
  def measure(server \\ Wire.name(:round_trips)), do: send(server, :measure)

  @impl true
  def init(_config), do: {:ok, schedule(%{timer: nil, sent: nil, waiting: []})}

  @impl true
  def handle_info(:measure, state) do
    sent = System.monotonic_time(:microsecond)

    if state.sent == nil or sent - state.sent >= @least_ms * 1_000,
      do: {:noreply, measure(state, sent)},
      else: {:noreply, state}
  end

  def handle_info({:ping, node, sent}, state)
      when is_atom(node) and is_integer(sent) and abs(sent) < @most_sent do
    Wire.send(:round_trips, node, {:pong, node(), sent})
    {:noreply, state}
  end

  # Each peer's answer counts once, and only to what was sent.
  def handle_info({:pong, node, sent}, %{sent: sent, waiting: waiting} = state) do
    if node in waiting, do: note(node, System.monotonic_time(:microsecond) - sent)
    {:noreply, %{state | waiting: List.delete(waiting, node)}}
  end

  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def handle_cast(_unknown, state), do: {:noreply, state}

  @impl true
  def handle_call(_unknown, _from, state), do: {:noreply, state}

  defp measure(state, sent) do
    nodes = Membership.connected()
    for node <- nodes, do: Wire.send(:round_trips, node, {:ping, node(), sent})
    for node <- Facts.keys(:round_trip) -- nodes, do: Facts.delete({:round_trip, node})
    schedule(%{state | sent: sent, waiting: nodes})
  end

  defp note(node, duration) do
    Facts.put({:round_trip, node}, duration)
    native = System.convert_time_unit(duration, :microsecond, :native)
    Events.emit([:round_trip], %{duration: native}, %{node: node})
  end

  defp schedule(state) do
    if state.timer, do: Process.cancel_timer(state.timer)
    %{state | timer: Process.send_after(self(), :measure, @every_ms)}
  end
end
