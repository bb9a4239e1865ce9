defmodule BeamCluster.Singleton.Base do
  @moduledoc false
  # The nodes of which an owner needs more than half: those that DNS lists and those that were met, but not those that said that they leave. Pure.
  #
  # A node that is lost counts on, because it may be alive behind a cut. Nodes are texts here: no atom is made of what DNS lists.

  # A pod that has just got its address is still booting.
  @newcomer_ms 60_000
  # A peer answers a claim within a message.
  @answer_ms 5_000
  # The answers of DNS may be so old, and do not list a pod that has just come.
  @lost_ms 60_000
  # Kubernetes may list a pod for so long after it has left.
  @left_ms 600_000
  # Above what one cluster of fully meshed nodes has.
  @most 1_000

  defstruct listed: :unknown, seen: %{}, met: %{}, lost: %{}, left: %{}

  @typedoc """
  `listed` is `:unknown` before the first answer, and nil where no list exists. `seen` says since when a node that was never met is listed,
  and `met`, `lost` and `left` since when a node is so.
  """
  @type t :: %__MODULE__{
          listed: :unknown | nil | [String.t()],
          seen: %{String.t() => integer},
          met: %{String.t() => integer},
          lost: %{String.t() => integer},
          left: %{String.t() => integer}
        }

  @doc "Nothing is known."
  def new, do: %__MODULE__{}

  @doc "DNS lists these; nil where nothing asks it."
  def list(base, nil, _now), do: %{base | listed: nil}

  def list(base, nodes, now) do
    # The first list is that of the pods which are there.
    since = if is_list(base.listed), do: now, else: now - @newcomer_ms
    seen = Map.new(nodes, &{&1, Map.get(base.seen, &1, since)})
    %{base | listed: nodes, seen: seen}
  end

  @doc "A peer counts from now on."
  def met(base, node, now) do
    node = Atom.to_string(node)

    %{
      base
      | met: Map.put_new(base.met, node, now),
        lost: Map.delete(base.lost, node),
        left: Map.delete(base.left, node)
    }
  end

  @doc "A peer is gone, without a word."
  def lost(base, node, now) do
    node = Atom.to_string(node)
    lost = base.lost |> Map.put(node, now) |> newest()
    %{base | met: Map.delete(base.met, node), lost: lost}
  end

  @doc "A peer leaves, and counts no more."
  def left(base, node, now) do
    node = Atom.to_string(node)
    left = base.left |> Map.put_new(node, now) |> newest()
    %{base | met: Map.delete(base.met, node), lost: Map.delete(base.lost, node), left: left}
  end

  @doc "Whether that node said that it leaves."
  def left?(base, node) when is_atom(node), do: left?(base, Atom.to_string(node))
  def left?(base, node), do: is_map_key(base.left, node)

  @doc "Forgets what is too old to matter."
  def tidy(base, now) do
    left = :maps.filter(fn _node, at -> now - at < @left_ms end, base.left)
    lost = :maps.filter(fn node, at -> lost_counts?(base, node, at, now) end, base.lost)
    %{base | left: left, lost: lost}
  end

  @doc "The other nodes that count in an election."
  @spec all(t, now :: integer) :: [String.t()]
  def all(base, now) do
    lost = for {node, at} <- base.lost, lost_counts?(base, node, at, now), do: node
    Enum.uniq(Map.keys(base.met) ++ lost ++ unmet(base))
  end

  @doc "Those that an owner must not lose: newcomers count after a while, or once they are in `granting`."
  @spec settled(t, granting :: [String.t()], now :: integer) :: [String.t()]
  def settled(base, granting, now) do
    new = for {node, at} <- base.met, now - at < @answer_ms and node not in granting, do: node
    unmet = for node <- unmet(base), now - base.seen[node] < @newcomer_ms, do: node
    all(base, now) -- (new ++ unmet)
  end

  defp unmet(base) do
    for {node, _at} <- base.seen,
        not is_map_key(base.met, node) and not left?(base, node) and
          not is_map_key(base.lost, node),
        do: node
  end

  # Without a list nothing says that a node is gone for good.
  defp lost_counts?(%{listed: nodes}, _node, _at, _now) when not is_list(nodes), do: true

  defp lost_counts?(base, node, at, now),
    do: is_map_key(base.seen, node) or now - at < @lost_ms

  defp newest(map) when map_size(map) <= @most, do: map

  defp newest(map) do
    {oldest, _at} = Enum.min_by(map, &elem(&1, 1))
    Map.delete(map, oldest)
  end
end
