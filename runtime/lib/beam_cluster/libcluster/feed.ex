defmodule BeamCluster.Libcluster.Feed do
  @moduledoc false
  # Feeds discovery where it runs as a strategy of libcluster without `BeamCluster` beside it, as `BeamCluster.Membership` does
  # elsewhere. Where both run, the membership feeds discovery and this process is silent, whichever of the two starts first.

  use GenServer

  alias BeamCluster.{Clock, Discovery, Wire}
  alias BeamCluster.Membership.Debounce

  @doc "Starts it; `watch` begins to pass on the messages of the VM, and gives the reference that comes with them."
  def start_link(watch), do: GenServer.start_link(__MODULE__, watch)

  @impl true
  def init(watch), do: {:ok, %{vm: watch.(), debounce: Debounce.new()}}

  @impl true
  def handle_info({vm, {:nodeup, node, _info}}, %{vm: vm} = state) do
    feed({:up, node})
    {:noreply, %{state | debounce: Debounce.add(state.debounce, node, Clock.now())}}
  end

  def handle_info({vm, {:nodedown, node, _info}}, %{vm: vm} = state) do
    feed({:down, node})
    {:noreply, state}
  end

  def handle_info(:debounce, state) do
    {newcomers, debounce} = Debounce.take(state.debounce, Clock.now())
    if newcomers != [], do: feed(:quiet)
    {:noreply, %{state | debounce: debounce}}
  end

  def handle_info(_message, state), do: {:noreply, state}

  defp feed(event), do: unless(Process.whereis(Wire.name(:membership)), do: Discovery.feed(event))
end
