defmodule BenchNode.Contender do
  @moduledoc "The discovery that this node runs, by the name that the bench knows it by."

  alias BenchNode.{StandInForDnsCluster, StandInForLibcluster}

  @poll_ms 5_000

  def start("none"), do: :ok
  def start("ours"), do: supervise(BeamCluster)

  def start("libcluster"),
    do: supervise({StandInForLibcluster, query: query(), poll_ms: @poll_ms})

  def start("dns_cluster"),
    do: supervise({StandInForDnsCluster, query: query(), poll_ms: @poll_ms})

  # Connections without any discovery: what a mesh costs by itself.
  def start("by hand " <> addresses) do
    for address <- String.split(addresses, ","),
        do: Node.connect(node_at(address))

    :ok
  end

  @doc "The node of this cluster at an address."
  def node_at(address) do
    [base, _host] = node() |> to_string() |> String.split("@")
    :"#{base}@#{address}"
  end

  defp supervise(child) do
    {:ok, _pid} = DynamicSupervisor.start_child(BenchNode.Contenders, child)
    :ok
  end

  # Without the last dot, as both libraries' documentation has it.
  defp query do
    "#{System.fetch_env!("CLUSTER_SERVICE_NAME")}.#{System.fetch_env!("POD_NAMESPACE")}.svc.cluster.local"
  end
end
