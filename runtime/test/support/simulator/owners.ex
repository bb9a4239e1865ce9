defmodule BeamCluster.Test.Simulator.Owners do
  @moduledoc """
  Singleton in the simulator.

  The judge holds where the child runs: from its start until its stop is over, or its node is gone. Two may run at a time only while a node is
  paused, and with `:run` while no neighbour is in touch with both, or a moment after. In the end one runs, where the cluster is whole.
  """

  @behaviour BeamCluster.Test.Simulator

  alias BeamCluster.Singleton.Core
  alias BeamCluster.Test.Simulator
  alias BeamCluster.Test.Simulator.{Links, Owners}

  @shutdown_ms 200
  @tick_ms Links.tick_ms()
  @takeover_ms div(@tick_ms, 2) + @shutdown_ms
  @boot_ms div(@tick_ms * 5, 4) + @shutdown_ms
  # Messages take no longer: the delay of a link, the one of a fault, and a repetition of what got lost.
  @way_ms 2_500

  @impl true
  defdelegate history(seed), to: Owners.History, as: :make

  @impl true
  def frame(history, _origin) do
    {Core,
     Map.merge(
       %{
         on_minority: history.mode,
         takeover_ms: @takeover_ms,
         boot_ms: @boot_ms,
         silent_ms: div(@tick_ms * 5, 4),
         meet_ms: 500
       },
       Map.get(history, :options, %{})
     )}
  end

  @impl true
  # The child ends here, again and again.
  def act(frame, :fail, _now) do
    case frame.state.child do
      {:running, id} -> {id, [{:local, {:stopped, id, :failed}}], frame}
      _other -> {nil, [], frame}
    end
  end

  @impl true
  def judge(history) do
    %{history: history, runs: %{}, starts: [], ready: %{}, none_since: 0, listed: [], paused: []}
  end

  @impl true
  def judge(judge, world, {:performed, {node, _} = origin, :look}) do
    since = Map.get(judge.ready, origin, world.now)
    judge = %{judge | ready: Map.put(judge.ready, origin, since)}
    stage = if world.now - since >= judge.history.ready, do: :ready, else: :waiting
    {:then, judge, 1, origin, {:local, {:looked, stage, answer(judge, node, world.now)}}}
  end

  def judge(judge, world, {:started, {node, _}}),
    do: list(judge, world.now, &put(&1, node, world.now))

  # A pod whose container starts again stays listed.
  def judge(judge, world, {:stopped, {node, _} = origin}) do
    again? =
      Enum.any?(judge.history.events, fn event ->
        match?({_, {:start, ^node}}, event) and elem(event, 0) in world.now..(world.now + 700)
      end)

    judge = if again?, do: judge, else: list(judge, world.now, &List.keydelete(&1, node, 0))
    ends(judge, world, origin)
  end

  def judge(judge, world, {:performed, origin, {:start, id}}) do
    since = judge.ready[origin]

    cond do
      since == nil or world.now - since < judge.history.ready ->
        {:wrong, "#{inspect(origin)} starts before it is ready"}

      text = overlap(judge, world, origin) ->
        {:wrong, text}

      text = late(judge, world) ->
        {:wrong, text}

      true ->
        runs = Map.put(judge.runs, origin, id)
        judge = %{judge | runs: runs, starts: [{world.now, origin} | judge.starts]}
        {:then, judge, 2, origin, {:local, {:runs, id, nil}}}
    end
  end

  def judge(judge, world, {:performed, origin, {:stop, id}}) do
    stops_at = world.now + judge.history.shutdown
    runs = Map.put(judge.runs, origin, {:until, stops_at})
    judge = %{judge | runs: runs}
    takes = if judge.history[:early], do: 0, else: judge.history.shutdown
    {:then, judge, takes, origin, {:local, {:stopped, id, :stopped}}}
  end

  def judge(judge, world, {:acted, origin, :fail, id}) when id != nil,
    do: ends(judge, world, origin)

  def judge(judge, world, :ended) do
    judge = over(judge, world.now)
    here = for {n, _} = o <- Simulator.running(world), n != judge.history.without, do: o
    whole? = world.links.cut == %{}
    paused? = Enum.any?(world.paused, fn {_node, until} -> until > world.now - 5_000 end)
    running = Map.keys(judge.runs)

    cond do
      paused? or not whole? or here == [] ->
        judge

      length(running) > 1 ->
        {:wrong, "in the end #{inspect(running)} run"}

      running == [] and can_own?(judge, world, here) ->
        {:wrong, "in the end none runs: #{inspect(Enum.map(here, &elem(&1, 0)))}"}

      judge.history.roll and whole_roll?(judge.history) and length(judge.starts) > 2 ->
        {:wrong, "a rollout moves it #{length(judge.starts) - 1} times"}

      text = running == [] && late(judge, world) ->
        {:wrong, text}

      true ->
        judge
    end
  end

  def judge(judge, _world, _other), do: judge

  # Those that were lost count on.
  defp can_own?(judge, world, here) do
    with_it = length(here)
    all = length(Simulator.running(world))
    judge.history.mode == :run or 2 * with_it > all + length(gone(judge.history, world.now))
  end

  # A leave that a cut hides is a loss.
  defp gone(history, now) do
    cut? = Enum.any?(history.events, &match?({_, {:cut, _, _}}, &1))

    for {at, {kind, node}} <- history.events,
        kind == :crash or (kind == :leave and cut?),
        now - at < 62_000,
        not Enum.any?(history.events, &(match?({_, {:start, ^node}}, &1) and elem(&1, 0) > at)),
        uniq: true,
        do: node
  end

  # A pod whose container starts again keeps its address, and is in the list already.
  defp put(pods, node, at),
    do: if(List.keymember?(pods, node, 0), do: pods, else: [{node, at} | pods])

  # An answer that does not list the pod itself is too old to count.
  defp answer(judge, node, now) do
    pods = listed(judge, now)

    if List.keyfind(newest(judge.listed), node, 0) in pods,
      do: for({other, _at} <- pods, other != node, do: Atom.to_string(other)),
      else: :unknown
  end

  # While a history that fails is shortened, it may be no rollout any more.
  defp whole_roll?(history) do
    Enum.frequencies_by(history.events, &elem(elem(&1, 1), 0)) ==
      %{start: length(history.nodes), leave: div(length(history.nodes), 2)}
  end

  defp list(judge, now, change),
    do: %{judge | listed: [{now, change.(newest(judge.listed))} | judge.listed]}

  defp newest([]), do: []
  defp newest([{_at, nodes} | _]), do: nodes

  defp listed(judge, now) do
    case Enum.find(judge.listed, fn {at, _nodes} -> at <= now - judge.history.dns end) do
      nil -> []
      {_at, nodes} -> nodes
    end
  end

  defp ends(judge, world, origin) do
    {was, runs} = Map.pop(judge.runs, origin)
    none? = was != nil and runs == %{}
    %{judge | runs: runs, none_since: if(none?, do: world.now, else: judge.none_since)}
  end

  # Those whose stop is over.
  defp over(judge, now) do
    runs =
      :maps.filter(
        fn
          _origin, {:until, at} -> at > now
          _origin, _id -> true
        end,
        judge.runs
      )

    %{judge | runs: runs}
  end

  defp overlap(judge, world, origin) do
    others = Map.keys(Map.delete(over(judge, world.now).runs, origin))

    Enum.find_value(others, fn other ->
      cond do
        paused?(world, other) or paused?(world, origin) ->
          nil

        judge.history.mode == :stop and grew_in_a_cut?(judge.history) ->
          nil

        judge.history.mode == :stop ->
          "#{inspect(origin)} starts while #{inspect(other)} runs"

        common = neighbour(world, origin, other) ->
          "#{inspect(origin)} starts while #{inspect(other)} runs, and #{common} knows both"

        true ->
          nil
      end
    end)
  end

  # An owner goes on while pods that it has never met boot: see the limits of `BeamCluster.Singleton`.
  defp grew_in_a_cut?(history) do
    cuts = for {at, {:cut, _, _}} <- history.events, do: at
    cuts != [] and Enum.any?(new_pods(history), &(&1 > Enum.min(cuts) - 2_000))
  end

  # When pods started that did not come back after a crash.
  defp new_pods(history) do
    Enum.sort_by(history.events, &elem(&1, 0))
    |> Enum.reduce({%{}, []}, fn {at, event}, {states, new} ->
      case event do
        {:start, node} when not is_map_key(states, node) ->
          {Map.put(states, node, :up), [at | new]}

        {:start, node} ->
          {Map.put(states, node, :up), if(states[node] == :left, do: [at | new], else: new)}

        {:crash, node} when :erlang.map_get(node, states) == :up ->
          {Map.put(states, node, :crashed), new}

        {:leave, node} when is_map_key(states, node) ->
          {Map.put(states, node, :left), new}

        _other ->
          {states, new}
      end
    end)
    |> elem(1)
  end

  # A neighbour that has been in touch with both for as long as a word takes.
  defp neighbour(world, {a, _}, {b, _}) do
    Enum.find(world.history.nodes -- [world.history.without], fn node ->
      not leaves?(world, node) and in_touch?(world, node, a) and in_touch?(world, node, b)
    end)
  end

  # It is gone a second later, and has nothing to say any more by then.
  defp leaves?(world, node) do
    Enum.any?(world.history.events, fn
      {at, {:leave, ^node}} -> at in (world.now - 1_000)..world.now
      _other -> false
    end)
  end

  defp in_touch?(_world, node, node), do: true

  defp in_touch?(world, a, b) do
    since = Links.in_touch_since(world, a, b)
    since != nil and world.now - since >= @way_ms
  end

  # Now, or a moment ago: it has not yet done what it missed.
  defp paused?(world, {node, _incarnation}) do
    Enum.any?(world.history.events, fn
      {at, {:pause, ^node, ms}} -> at <= world.now and world.now <= at + ms + @way_ms
      _other -> false
    end)
  end

  # The times of the guarantee, where one fault is all that happens in a cluster of at least three that has settled.
  defp late(judge, world) do
    history = judge.history
    faults = for {_at, event} = fault <- history.events, elem(event, 0) != :start, do: fault
    starts = for {at, {:start, _node}} <- history.events, do: at

    with [{at, fault} | more] <- faults,
         true <- Enum.all?(more, &(elem(&1, 0) == at and elem(fault, 0) == :cut)),
         true <- length(history.nodes) >= 3 and history.without == nil and not history.roll,
         true <-
           Enum.all?(starts, &(&1 <= 300 or &1 > at)) and
             Enum.count(starts, &(&1 <= 300)) == length(history.nodes),
         true <-
           at >= 2_000 and judge.starts != [] and Enum.all?(judge.starts, &(elem(&1, 0) < at)),
         bound = bound(history, elem(fault, 0)),
         true <- world.now - at > bound do
      "#{elem(fault, 0)} at #{at}, and the next one starts after #{world.now - at} ms instead of #{bound}"
    else
      _in_time -> nil
    end
  end

  defp bound(%{mode: :run}, :crash), do: 1_000
  defp bound(_history, :crash), do: @takeover_ms + 1_000
  defp bound(history, :leave), do: history.shutdown + 1_000
  defp bound(_history, :cut), do: div(@tick_ms * 5, 4) + @takeover_ms + 1_000
  # Only the children of one node end.
  defp bound(_history, _other), do: 1_000_000
end
