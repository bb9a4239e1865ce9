defmodule BeamCluster.Membership.Recent do
  @moduledoc false
  # Nodes to which something happened, with the time, the last first.

  alias BeamCluster.Clock

  @type t :: [{node, at :: integer}]

  @doc "It happened to `node` now; what is older than `ms` is forgotten."
  def add(nodes, node, ms), do: [{node, Clock.now()} | within(nodes, ms)]

  @doc "Those to which it happened in the last milliseconds."
  def within(nodes, ms) do
    since = Clock.now() - ms
    Enum.take_while(nodes, fn {_node, at} -> at >= since end)
  end

  @doc "Whether it happened to `node` in the last milliseconds."
  def member?(nodes, node, ms), do: nodes |> within(ms) |> List.keymember?(node, 0)

  @doc "It is undone."
  def delete(nodes, node), do: List.keydelete(nodes, node, 0)
end
