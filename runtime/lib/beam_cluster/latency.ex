defmodule BeamCluster.Latency do
  @moduledoc """
  Measures the time to each peer and back, every 30 s: frequent enough for a graph, and with 50 nodes
  still less than four messages a second.
  """

  use GenServer

  alias BeamCluster.{Facts, Telemetry}

  @every_ms 30_000

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @doc "Measures now."
  def measure(server \\ __MODULE__), do: send(server, :measure)

  @impl true
  def init(_config), do: {:ok, schedule(nil)}

  @impl true
  def handle_info(:measure, state) do
    sent = System.monotonic_time(:microsecond)
    nodes = Node.list()
    for node <- nodes, do: send_to(node, {:ping, node(), sent})
    for node <- Facts.keys(:round_trip) -- nodes, do: Facts.delete({:round_trip, node})
    {:noreply, schedule(state)}
  end

  def handle_info({:ping, node, sent}, state) when is_atom(node) do
    send_to(node, {:pong, node(), sent})
    {:noreply, state}
  end

  def handle_info({:pong, node, sent}, state) when is_atom(node) and is_integer(sent) do
    duration = System.monotonic_time(:microsecond) - sent
    Facts.put({:round_trip, node}, duration)
    Telemetry.emit(:round_trip, %{duration_us: duration}, %{node: node})
    {:noreply, state}
  end

  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def handle_cast(_unknown, state), do: {:noreply, state}

  @impl true
  def handle_call(_unknown, _from, state), do: {:noreply, state}

  # A busy link must never block this process, and a gone one must not be dialled by it.
  defp send_to(node, message),
    do: Process.send({__MODULE__, node}, message, [:noconnect, :nosuspend])

  defp schedule(timer) do
    if timer, do: Process.cancel_timer(timer)
    Process.send_after(self(), :measure, @every_ms)
  end
end
