defmodule BeamCluster.RateLimit.Core do
  @moduledoc false
  # When the peers hear of the counts, and what is done with theirs. The counts are in the store, which the core changes in place.
  #
  # | payload | what it says |
  # |---|---|
  # | `{:counts, [{row, count}]}` | a cast: so many have I admitted |
  # | `{:pull, id, part}` | tell me this part of all that you know |
  # | `{:part, id, part, [{origin, [{row, count}]}], last?}` | here it is |
  #
  # A message has at most 1,000 counts, and a peer gets at most one each 5 ms, whatever the load; what does not fit waits for the next. A
  # peer pulls part after part, so it is never sent more than it takes.

  @behaviour BeamCluster.Shared.Core

  alias BeamCluster.Observe.Events
  alias BeamCluster.RateLimit.{Snapshot, Store}

  @coalesce_ms 5
  @most_counts 1_000
  # A part that has not come within this time got lost.
  @again_ms 1_000
  # How far the clock of a peer may be ahead.
  @ahead_ms 60_000

  @enforce_keys [:store, :node, :flush]
  defstruct [:store, :node, :flush, peers: %{}, urgent: [], sending: false, flushing: false] ++
              [pulls: %{}, serves: %{}, id: 0]

  @typedoc """
  `pulls` are the peers of which this node knows not all: `{id, part, asked_at}`; `serves` are those that pull from it:
  `{id, part, snapshot}`.
  """
  @type t :: %__MODULE__{}

  @impl true
  def init({node, _incarnation}, %{store: store, flush: flush}, _now) do
    {%__MODULE__{store: store, node: node, flush: flush}, [{:timer, :flush, flush}]}
  end

  @impl true
  def step(state, {:met, node, incarnation}, now) do
    state |> peers(Map.put(state.peers, node, incarnation)) |> pull(node, now)
  end

  def step(state, {:lost, node, _incarnation}, _now) do
    state = state |> stop_serving(node) |> peers(Map.delete(state.peers, node))
    {%{state | pulls: Map.delete(state.pulls, node)}, []}
  end

  def step(state, {:missed, node}, now), do: pull(state, node, now)

  def step(state, {:heard, node, {:counts, counts}}, now) when is_list(counts) do
    merge(state, {node, state.peers[node]}, counts, now)
    {state, []}
  end

  def step(state, {:heard, node, {:pull, id, part}}, _now) when is_integer(part),
    do: serve(state, node, id, part)

  def step(state, {:heard, node, {:part, id, part, groups, last?}}, {now, _wall} = clock)
      when is_list(groups) do
    case state.pulls do
      %{^node => {^id, ^part, _at}} ->
        for {origin, counts} <- groups, do: merge(state, origin, counts, clock)

        if last?,
          do: pulled(state, node),
          else: ask(state, node, id, part + 1, now)

      _late ->
        {state, []}
    end
  end

  def step(state, {:local, {:urgent, row}}, _now),
    do: send_soon(%{state | urgent: [row | state.urgent]})

  def step(state, {:timer, :flush}, _now) do
    again = {:timer, :flush, state.flush}

    if Store.sizes(state.store).untold == 0 do
      {state, [again]}
    else
      {state, effects} = send_soon(%{state | flushing: true})
      {state, [again | effects]}
    end
  end

  def step(state, {:timer, :send}, _now), do: send_counts(%{state | sending: false})

  def step(state, {:timer, :again}, {now, _wall} = clock) do
    stale = for {node, {_id, _part, at}} <- state.pulls, now - at >= @again_ms, do: node

    {state, effects} =
      Enum.reduce(stale, {state, []}, fn node, {state, effects} ->
        {state, more} = pull(state, node, clock)
        {state, effects ++ more}
      end)

    again = if state.pulls == %{}, do: [], else: [{:timer, :again, @again_ms}]
    {state, effects ++ again}
  end

  # A newer version on another node may say more than this one understands.
  def step(state, _unknown, _now), do: {state, []}

  @impl true
  def warm?(state), do: state.pulls == %{}

  @impl true
  def perform({:emit, event, measurements, metadata}, name),
    do: Events.emit([:rate_limit, event], measurements, Map.put(metadata, :name, name))

  defp peers(state, peers) do
    Store.nodes(state.store, map_size(peers) + 1)
    %{state | peers: peers}
  end

  defp pull(state, node, {now, _wall}) do
    id = state.id + 1
    {state, effects} = ask(%{state | id: id}, node, id, 1, now)
    {state, effects ++ [{:timer, :again, @again_ms}]}
  end

  defp ask(state, node, id, part, now) do
    state = %{state | pulls: Map.put(state.pulls, node, {id, part, now})}
    {state, [{:tell, node, {:pull, id, part}}]}
  end

  defp pulled(state, node) do
    state = %{state | pulls: Map.delete(state.pulls, node)}
    {state, [{:emit, :pulled, Store.sizes(state.store), %{node: node}}]}
  end

  defp serve(state, node, id, 1) do
    state = stop_serving(state, node)
    # Those that are peers of this node tell it themselves.
    serve(state, node, id, 1, Snapshot.open(state.store, Map.to_list(state.peers)))
  end

  defp serve(state, node, id, part) do
    case state.serves do
      %{^node => {^id, ^part, snapshot}} -> serve(state, node, id, part, snapshot)
      _unknown -> {state, []}
    end
  end

  defp serve(state, node, id, part, snapshot) do
    {groups, left} = Snapshot.next(snapshot)

    serves =
      if left == :done do
        Snapshot.close(snapshot)
        Map.delete(state.serves, node)
      else
        Map.put(state.serves, node, {id, part + 1, left})
      end

    {%{state | serves: serves}, [{:tell, node, {:part, id, part, groups, left == :done}}]}
  end

  defp stop_serving(state, node) do
    with %{^node => {_id, _part, snapshot}} <- state.serves, do: Snapshot.close(snapshot)
    %{state | serves: Map.delete(state.serves, node)}
  end

  defp send_soon(%{sending: true} = state), do: {state, []}
  defp send_soon(state), do: {%{state | sending: true}, [{:timer, :send, @coalesce_ms}]}

  defp send_counts(state) do
    {urgent, left} = Enum.split(state.urgent, @most_counts)
    room = @most_counts - length(urgent)

    changed = if state.flushing and room > 0, do: Store.changed(state.store, room), else: []

    counts = for row <- urgent ++ changed, told = Store.tell(state.store, row), do: told
    state = %{state | urgent: left, flushing: state.flushing and length(changed) >= room}
    casts = if counts == [], do: [], else: [{:cast, {:counts, counts}}]
    {state, soon} = if left != [] or state.flushing, do: send_soon(state), else: {state, []}
    {state, casts ++ soon}
  end

  # Every field comes from another node. A window that is over no longer counts.
  defp merge(state, {_node, _incarnation} = origin, counts, {_now, wall}) when is_list(counts) do
    for {{_key, scale, window} = row, count} <- counts,
        is_integer(scale) and scale > 0 and is_integer(window),
        is_integer(count) and count > 0,
        (window + 2) * scale > wall and window * scale < wall + @ahead_ms,
        do: Store.merge(state.store, origin, row, count)

    :ok
  end

  defp merge(_state, _origin, _counts, _now), do: :ok
end
