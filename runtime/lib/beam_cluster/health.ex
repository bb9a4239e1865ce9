defmodule BeamCluster.Health do
  @moduledoc "What a person or a probe wants to know of the cluster, as a map."

  alias BeamCluster.Facts

  @doc "The state of clustering as this node sees it."
  def report do
    connected = Enum.sort(Node.list())

    [
      enabled: Facts.get(:enabled, false),
      current_node: node(),
      connected_nodes: connected,
      node_count: length(connected) + 1,
      problems: Facts.get(:problems, []),
      discovered: Facts.get(:discovered, []),
      dns_error: Facts.get(:dns_error)
    ]
  end
end
