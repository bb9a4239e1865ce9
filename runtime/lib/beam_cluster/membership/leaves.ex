defmodule BeamCluster.Membership.Leaves do
  @moduledoc false
  # Which nodes are said to leave, and until when that counts: an announcement that has expired is void. Pure.
  #
  # A node need not be known yet for its leave to count, because a new node may meet it in its last moment. Only so many unknown nodes are
  # kept, which bounds the cost of invented ones.

  # Above what one cluster of fully meshed nodes has.
  @most_unknown 1_000
  # What is announced again within so short a time says nothing new.
  @same_ms 100

  # Until `full_until` none of them expires. A node in `done` has left.
  defstruct until: %{}, full_until: nil, done: %{}

  @type t :: %__MODULE__{
          until: %{node => integer},
          full_until: integer | nil,
          done: %{node => true}
        }

  @doc "No node leaves."
  def new, do: %__MODULE__{}

  @doc """
  Notes that `node` is said to leave until then: `{:first | :again, leaves}`, or `{:refused, leaves}` for one more
  node that was never met.

      iex> alias BeamCluster.Membership.Leaves
      iex> {:first, leaves} = Leaves.note(Leaves.new(), :"api@10.0.0.2", 5_000, true, 0)
      iex> Leaves.leaving?(leaves, :"api@10.0.0.2", 4_999)
      true
      iex> Leaves.leaving?(leaves, :"api@10.0.0.2", 5_000)
      false
  """
  def note(%__MODULE__{} = leaves, node, until, met?, now) do
    leaves = if full?(leaves), do: forget_expired(leaves, now), else: leaves

    cond do
      full?(leaves) and not met? and not is_map_key(leaves.until, node) -> {:refused, leaves}
      leaving?(leaves, node, now) -> {:again, postpone(leaves, node, until)}
      true -> {:first, put(leaves, node, until)}
    end
  end

  @doc "Whether that node is said to leave now."
  def leaving?(leaves, node, now), do: Map.get(leaves.until, node, now) > now

  @doc "Until when that node leaves, or nil where it does not."
  def until(leaves, node, now), do: if(leaving?(leaves, node, now), do: leaves.until[node])

  @doc "Forgets what was said of that node."
  def void(leaves, node),
    do: %{leaves | until: Map.delete(leaves.until, node), done: Map.delete(leaves.done, node)}

  @doc "That node is gone. It is not dialled until the announcement expires, which is void as soon as the node comes back."
  def done(leaves, node) when is_map_key(leaves.until, node),
    do: %{leaves | done: Map.put(leaves.done, node, true)}

  def done(leaves, _node), do: leaves

  @doc "That node has come. If it had left, it is another one now, and what was said of the old one is void."
  def come(leaves, node) when is_map_key(leaves.done, node), do: void(leaves, node)
  def come(leaves, _node), do: leaves

  @doc "Those of `nodes` that leave, with the milliseconds that are left to them."
  def among(leaves, nodes, now),
    do: for(node <- nodes, leaving?(leaves, node, now), do: {node, leaves.until[node] - now})

  defp full?(leaves), do: map_size(leaves.until) >= @most_unknown

  defp forget_expired(%{full_until: until} = leaves, now) when is_integer(until) and until > now,
    do: leaves

  defp forget_expired(leaves, now) do
    until = :maps.filter(fn _node, until -> until > now end, leaves.until)
    full_until = until |> Map.values() |> Enum.min(fn -> nil end)
    %{leaves | until: until, full_until: full_until, done: Map.take(leaves.done, Map.keys(until))}
  end

  defp postpone(leaves, node, until) do
    if abs(until - leaves.until[node]) < @same_ms, do: leaves, else: put(leaves, node, until)
  end

  defp put(leaves, node, until), do: %{leaves | until: Map.put(leaves.until, node, until)}
end
