defmodule BeamCluster.RateLimit.Store do
  @moduledoc false
  # The counts of this node, and what it knows of those of the others. A hit asks no process: it reads one row and adds to its atomics.
  #
  # A row is `{{key, scale, window}, counts, before}`: `counts` are atomics, and `before` those of the window before, or nil. Hot keys are why
  # the counts are no fields of the row: two processes that update one row wait for each other.
  #
  # The counts only grow. So the larger of two reports of one origin is the newer one, whatever got lost, came twice or in another order.

  alias BeamCluster.RateLimit.Window

  # The atomics of a row: admitted here and elsewhere, admitted elsewhere, admitted here as sent to the peers, and from which total on a hit
  # has more to do than to count. The process of the limiter alone writes the second and the third, so the first less the second is what
  # this node admitted.
  @total 1
  @others 2
  @told 3
  @alarm 4
  # Nothing is under way, or the peers hear of it at once. In between, the next flush tells them.
  @idle 0
  @urgent 0x7FFFFFFFFFFFFFFF

  @enforce_keys [:rows, :reports, :changed, :nodes, :tally, :origin, :algorithm]
  defstruct [:rows, :reports, :changed, :nodes, :tally, :origin, :algorithm] ++
              [slack_permille: 100, max_keys: 1_000_000, on_full: :allow]

  @typedoc """
  `reports` has what each origin admitted, by row, and `changed` the rows whose count here the peers do not know. `nodes` is an atomic: this
  node and its peers. `tally` counts what was allowed, denied, and not counted for want of room.
  """
  @type t :: %__MODULE__{}

  @type row :: {key :: term, scale :: pos_integer, window :: integer}
  @type origin :: {node, incarnation :: term}
  @type result :: {:allow, count :: non_neg_integer} | {:deny, ms :: pos_integer}

  @doc "An empty one; the calling process owns the tables."
  @spec new(origin, map) :: t
  def new(origin, options) do
    public = [:set, :public, read_concurrency: true, write_concurrency: true]
    nodes = :atomics.new(1, signed: false)
    :atomics.put(nodes, 1, 1)

    struct!(
      %__MODULE__{
        rows: :ets.new(__MODULE__.Rows, public),
        reports: :ets.new(__MODULE__.Reports, [:set, :public]),
        changed: :ets.new(__MODULE__.Changed, [:set, :public, write_concurrency: true]),
        nodes: nodes,
        tally: :counters.new(3, [:write_concurrency]),
        origin: origin,
        algorithm: options.algorithm
      },
      Map.take(options, [:slack_permille, :max_keys, :on_full])
    )
  end

  @doc "Admits so many hits or denies them; `{:urgent, row}` where the peers must hear of it soon."
  @spec hit(t, key :: term, pos_integer, non_neg_integer, pos_integer, wall_ms :: integer) ::
          {result, :quiet | {:urgent, row}}
  def hit(store, key, scale, limit, more, wall) do
    {window, over} = Window.at(wall, scale)
    row = {key, scale, window}

    case row(store, row) do
      {counts, before} ->
        admit(store, row, counts, weigh(before), over, limit, more)

      :full ->
        :counters.add(store.tally, 3, 1)
        result = if store.on_full == :allow, do: {:allow, more}, else: {:deny, scale - over}
        {result, :quiet}
    end
  end

  @doc "How much of a limit is used now."
  @spec get(t, key :: term, pos_integer, wall_ms :: integer) :: non_neg_integer
  def get(store, key, scale, wall) do
    {window, over} = Window.at(wall, scale)

    case :ets.lookup(store.rows, {key, scale, window}) do
      [{_row, counts, before}] -> Window.used(total(counts), weigh(before), over, scale)
      [] -> Window.used(0, store |> before({key, scale, window}) |> weigh(), over, scale)
    end
  end

  # Loops where another process was faster.
  defp admit(store, {_key, scale, _window} = row, counts, before, over, limit, more) do
    total = :atomics.get(counts, @total)

    if Window.fits?(total, before, over, scale, limit, more) do
      case :atomics.compare_exchange(counts, @total, total, total + more) do
        :ok ->
          :counters.add(store.tally, 1, 1)
          result = {:allow, Window.used(total + more, before, over, scale)}

          if total + more < :atomics.get(counts, @alarm),
            do: {result, :quiet},
            else: {result, note(store, row, counts, limit)}

        _faster ->
          admit(store, row, counts, before, over, limit, more)
      end
    else
      :counters.add(store.tally, 2, 1)
      {{:deny, Window.wait(total, before, over, scale, limit, more, store.algorithm)}, :quiet}
    end
  end

  # Without peers there is nothing to send. A peer that comes later asks for all counts.
  defp note(store, row, counts, limit) do
    case :atomics.get(store.nodes, 1) do
      1 -> :quiet
      nodes -> note(store, row, counts, limit, untold_most(limit, nodes, store.slack_permille))
    end
  end

  defp note(store, row, counts, limit, most) do
    alarm = :atomics.get(counts, @alarm)
    told = :atomics.get(counts, @told) + :atomics.get(counts, @others)

    cond do
      alarm == @urgent ->
        :quiet

      :atomics.get(counts, @total) >= told + most ->
        if :atomics.exchange(counts, @alarm, @urgent) == @urgent, do: :quiet, else: {:urgent, row}

      :atomics.compare_exchange(counts, @alarm, alarm, told + most) != :ok ->
        note(store, row, counts, limit, most)

      alarm == @idle ->
        :ets.insert(store.changed, {row})
        :quiet

      # What others admitted had set it off.
      true ->
        :quiet
    end
  end

  @doc """
  With how many hits that its peers do not know of a node tells them at once.

      iex> BeamCluster.RateLimit.Store.untold_most(1_000, 10, 100)
      10
  """
  @spec untold_most(non_neg_integer, pos_integer, non_neg_integer) :: pos_integer
  def untold_most(limit, nodes, slack_permille),
    do: max(1, div(limit * slack_permille, 1_000 * nodes))

  @doc "The count of this node for a row that is due, which the peers know from here on; nil where they know it already."
  @spec tell(t, row) :: {row, pos_integer} | nil
  def tell(store, row) do
    :ets.delete(store.changed, row)

    with [{_row, counts, _before}] <- :ets.lookup(store.rows, row) do
      # What is added from here on makes it due again.
      :atomics.put(counts, @alarm, @idle)
      own = own(counts)
      told = :atomics.get(counts, @told)
      :atomics.put(counts, @told, own)
      if own > told, do: {row, own}
    else
      [] -> nil
    end
  end

  @doc "Up to so many rows that the next flush tells."
  @spec changed(t, pos_integer) :: [row]
  def changed(store, most) do
    case :ets.select(store.changed, [{{:"$1"}, [], [:"$1"]}], most) do
      {rows, _more} -> rows
      :"$end_of_table" -> []
    end
  end

  @doc "Takes what an origin reports of a row, in any order and any number of times."
  @spec merge(t, origin, row, count :: pos_integer) :: :ok | :full
  def merge(%{origin: origin}, origin, _row, _count), do: :ok

  def merge(store, origin, row, count) do
    case {count - reported(store, row, origin), row(store, row)} do
      {_more, :full} ->
        :full

      {more, {counts, _before}} when more > 0 ->
        :ets.insert(store.reports, {{row, origin}, count})
        :atomics.add(counts, @total, more)
        :atomics.add(counts, @others, more)
        :ok

      _known ->
        :ok
    end
  end

  defp reported(store, row, origin) do
    case :ets.lookup(store.reports, {row, origin}) do
      [{_key, count}] -> count
      [] -> 0
    end
  end

  defp row(store, row) do
    case :ets.lookup(store.rows, row) do
      [{_row, counts, before}] -> {counts, before}
      [] -> create(store, row)
    end
  end

  defp create(store, {key, scale, window} = row) do
    if :ets.info(store.rows, :size) >= store.max_keys do
      :full
    else
      counts = :atomics.new(4, signed: true)
      kept = {{whole(key), scale, window}, counts, before(store, row)}

      if :ets.insert_new(store.rows, kept) and
           store.algorithm == :sliding_window,
         # A report may be late, and a clock early.
         do: :ets.update_element(store.rows, {key, scale, window + 1}, {3, counts})

      row(store, row)
    end
  end

  # A part of a large binary would keep all of it.
  defp whole(key) when is_binary(key), do: :binary.copy(key)
  defp whole(key), do: key

  defp before(%{algorithm: :fixed_window}, _row), do: nil

  defp before(store, {key, scale, window}) do
    case :ets.lookup(store.rows, {key, scale, window - 1}) do
      [{_row, counts, _before}] -> counts
      [] -> nil
    end
  end

  defp weigh(nil), do: 0
  defp weigh(counts), do: total(counts)

  defp total(counts), do: :atomics.get(counts, @total)

  @doc "What this node admitted, as the atomics of a row say. Only the process of the limiter may ask."
  @spec own(:atomics.atomics_ref()) :: non_neg_integer
  def own(counts), do: :atomics.get(counts, @total) - :atomics.get(counts, @others)

  @doc "How many rows there are, and how many of them the next flush tells."
  @spec sizes(t) :: %{rows: non_neg_integer, untold: non_neg_integer}
  def sizes(store),
    do: %{rows: :ets.info(store.rows, :size), untold: :ets.info(store.changed, :size)}

  @doc "What was allowed, what was denied, and what was not counted for want of room."
  @spec tally(t) :: %{
          allowed: non_neg_integer,
          denied: non_neg_integer,
          uncounted: non_neg_integer
        }
  def tally(store) do
    [allowed, denied, uncounted] = for place <- 1..3, do: :counters.get(store.tally, place)
    %{allowed: allowed, denied: denied, uncounted: uncounted}
  end

  @doc "How many nodes share the counts, this one included."
  @spec nodes(t) :: pos_integer
  def nodes(store), do: :atomics.get(store.nodes, 1)

  @doc "Notes how many nodes share the counts."
  @spec nodes(t, pos_integer) :: :ok
  def nodes(store, count), do: :atomics.put(store.nodes, 1, count)
end
