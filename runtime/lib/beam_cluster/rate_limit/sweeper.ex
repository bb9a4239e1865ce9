defmodule BeamCluster.RateLimit.Sweeper do
  @moduledoc false
  # Removes the windows that no longer count, in small parts, so that a hit never waits for it. A process of its own, so that no peer waits
  # for it either.

  use GenServer

  alias BeamCluster.RateLimit.Store

  @every_ms 10_000
  @part 1_000

  def start_link(store), do: GenServer.start_link(__MODULE__, store)

  @doc "Removes what is over at this time of the wall, and gives how many rows that were."
  @spec sweep(Store.t(), wall_ms :: integer) :: non_neg_integer
  def sweep(store, wall) do
    sweep(store.reports, wall, fn {{row, _origin}, _count} -> row end)
    sweep(store.rows, wall, fn {row, _counts, _before} -> row end)
  end

  defp sweep(table, wall, row) do
    :ets.safe_fixtable(table, true)
    sweep_parts(table, wall, row, :ets.select(table, [{:_, [], [:"$_"]}], @part), 0)
  after
    :ets.safe_fixtable(table, false)
  end

  defp sweep_parts(_table, _wall, _row, :"$end_of_table", count), do: count

  defp sweep_parts(table, wall, row, {entries, left}, count) do
    over =
      for entry <- entries,
          {_key, scale, window} = row.(entry),
          (window + 2) * scale <= wall,
          do: elem(entry, 0)

    Enum.each(over, &:ets.delete(table, &1))
    sweep_parts(table, wall, row, :ets.select(left), count + length(over))
  end

  @impl true
  def init(store), do: {:ok, schedule(store)}

  @impl true
  def handle_info(:sweep, store) do
    sweep(store, System.system_time(:millisecond))
    {:noreply, schedule(store)}
  end

  def handle_info(_unknown, store), do: {:noreply, store}

  @impl true
  def handle_call(_unknown, _from, store), do: {:noreply, store}

  @impl true
  def handle_cast(_unknown, store), do: {:noreply, store}

  defp schedule(store) do
    Process.send_after(self(), :sweep, @every_ms)
    store
  end
end
