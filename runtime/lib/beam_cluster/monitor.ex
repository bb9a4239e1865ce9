defmodule BeamCluster.Monitor do
  @moduledoc "Logs who joins and who leaves the cluster."

  use GenServer
  require Logger

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @impl true
  def init(config) do
    :net_kernel.monitor_nodes(true, node_type: :visible)
    {:ok, config}
  end

  @impl true
  def handle_info({:nodeup, node, _info}, config) do
    Logger.info("Node connected to cluster: #{node}")
    members()
    {:noreply, config}
  end

  def handle_info({:nodedown, node, _info}, config) do
    Logger.info("Node disconnected from cluster: #{node}")
    members()
    {:noreply, config}
  end

  defp members do
    Logger.info("Current cluster members: #{Enum.join(Enum.sort([node() | Node.list()]), ", ")}")
  end
end
