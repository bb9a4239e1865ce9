defmodule BeamCluster.RateLimit.Snapshot do
  @moduledoc false
  # All that a peer asks for, in parts: what this node admitted, and what it knows of nodes that can no longer say it themselves.

  alias BeamCluster.RateLimit.Store

  @part 1_000

  @typedoc "What is left of it."
  @type t :: {Store.t(), live :: MapSet.t(), :rows | :reports, term}

  @type part :: [{Store.origin(), [{Store.row(), pos_integer}]}]

  @doc "Begins one. `live` are the origins that the peer can ask itself. It holds the tables until `close/1`."
  @spec open(Store.t(), live :: [Store.origin()]) :: t
  def open(store, live) do
    for table <- [store.rows, store.reports], do: :ets.safe_fixtable(table, true)
    {store, MapSet.new(live), :rows, :first}
  end

  @doc "Ends it."
  @spec close(t) :: :ok
  def close({store, _live, _table, _left}) do
    for table <- [store.rows, store.reports], do: :ets.safe_fixtable(table, false)
    :ok
  end

  @doc "The next part, and what is left of it or `:done`."
  @spec next(t) :: {part, t | :done}
  def next({store, live, :rows, left}) do
    case select(store.rows, left) do
      {rows, left} -> {of_own(store, rows), {store, live, :rows, left}}
      :"$end_of_table" -> next({store, live, :reports, :first})
    end
  end

  def next({store, live, :reports, left}) do
    case select(store.reports, left) do
      {reports, left} -> {of_others(reports, live), {store, live, :reports, left}}
      :"$end_of_table" -> {[], :done}
    end
  end

  defp select(table, :first), do: :ets.select(table, [{:_, [], [:"$_"]}], @part)
  defp select(_table, :"$end_of_table"), do: :"$end_of_table"
  defp select(_table, continuation), do: :ets.select(continuation)

  defp of_own(store, rows) do
    case for {row, counts, _before} <- rows, (own = Store.own(counts)) > 0, do: {row, own} do
      [] -> []
      counts -> [{store.origin, counts}]
    end
  end

  defp of_others(reports, live) do
    reports
    |> Enum.reject(fn {{_row, origin}, _count} -> MapSet.member?(live, origin) end)
    |> Enum.group_by(
      fn {{_row, origin}, _count} -> origin end,
      fn {{row, _origin}, count} -> {row, count} end
    )
    |> Map.to_list()
  end
end
